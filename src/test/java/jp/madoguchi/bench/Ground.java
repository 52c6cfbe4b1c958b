package jp.madoguchi.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import jp.madoguchi.Counter;
import jp.madoguchi.InProcess;
import jp.madoguchi.LargeDatabase;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.member.MemberSearch;
import jp.madoguchi.member.SearchTerms;
import jp.madoguchi.member.SearchVisit;
import org.jooq.DSLContext;
import org.springframework.beans.factory.BeanFactory;

/**
 * Many members and two consoles on them: the packed jar in a process of its own, whose views are called over HTTP, and its
 * services within this process. Both work on the one database.
 */
public final class Ground implements AutoCloseable {

    private final RunningConsole console;
    private final InProcess services;
    private final Connection superuser;
    private final Scene scene;
    private final Workplace store;

    public static Ground on(Path folder, long members) throws Exception {
        return new Ground(RunningConsole.start(folder, true, "--madoguchi.demo.members=" + members));
    }

    private Ground(RunningConsole console) throws SQLException {
        this.console = console;
        this.superuser = console.connect("postgres");
        try (var s = superuser.createStatement()) {
            // Every answer is recorded: the most that a search may cost.
            s.execute("""
                    insert into madoguchi.setting (key, effective_from, value, made_by)
                    select key, clock_timestamp(), '0', 'bench' from madoguchi.setting where key = 'search.record_every_seconds' limit 1""");
        }
        this.services = InProcess.start(
                "--spring.datasource.url=" + console.jdbcUrl(), "--spring.datasource.username=console_app");
        this.scene = new Scene(services.as("postgres"), services.as("member_site"));
        this.store = scene.store();
    }

    RunningConsole console() {
        return console;
    }

    public Connection superuser() {
        return superuser;
    }

    /** As the console, with nothing of the console in between. */
    public Connection bare() throws SQLException {
        return console.connect("console_app");
    }

    public BeanFactory beans() {
        return services.beans();
    }

    public Recorder recorder() {
        return Recorder.of(beans().getBean(DSLContext.class));
    }

    Scene scene() {
        return scene;
    }

    Workplace store() {
        return store;
    }

    /** Clerks who may sign in, each with a contact in front. */
    public List<StaffMember> clerks(int count) throws SQLException {
        var clerks = new ArrayList<StaffMember>();
        for (var i = 0; i < count; i++) {
            var clerk = scene.staff(store, Role.CLERK);
            try (var password = superuser.prepareStatement("""
                    insert into madoguchi.staff_password (staff_no, hash, changed_at)
                    select ?, hash, changed_at from madoguchi.staff_password limit 1""")) {
                password.setString(1, clerk.staffNo().value());
                password.executeUpdate();
            }
            Counter.as(
                    clerk,
                    () -> beans().getBean(Contacts.class)
                            .open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, null)));
            clerks.add(clerk);
        }
        return clerks;
    }

    /** The use case behind the box, in the name of whoever is signed in on the thread. */
    public void search(String typed) {
        beans().getBean(MemberSearch.class).look(SearchTerms.of(typed), new SearchVisit(null));
    }

    /** A tab with the page of the search, of a clerk who has signed in. */
    SearchTab tab(StaffMember clerk) throws Exception {
        return new SearchTab(new UidlClient(console.url()).signIn(clerk.signInName(), LargeDatabase.PASSWORD));
    }

    @Override
    public void close() throws Exception {
        superuser.close();
        services.close();
        console.close();
    }
}
