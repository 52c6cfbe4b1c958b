package jp.madoguchi.staff;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.madoguchi.core.Sha256;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.staff.SecondFactors.Purpose;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/** What a person who signs in, proves that it is them or goes has in hand: the arguments of those use cases, by the names of their types. */
public final class WaysIn {

    private static final String ADDRESS = "192.0.2.7";
    private static final String PASSWORD = "glacier tambourine quiet 88";

    private final ListableBeanFactory beans;
    private final DSLContext superuser;

    public WaysIn(ListableBeanFactory beans, DSLContext superuser) {
        this.beans = beans;
        this.superuser = superuser;
    }

    /** @return null for every other use case */
    public @Nullable Map<String, Object> ready(String useCase, StaffMember staff) {
        return switch (useCase) {
            case "staff.MyFactor.addPasskey", "staff.Passkeys.add" -> {
                var ask = beans.getBean(Passkeys.class).toAdd(staff.staffNo(), staff.signInName(), staff.name());
                yield Map.of("PasskeyAsk", ask, "answer", new PasskeyDevice().create(ask.options()), "name", "窓口2番");
            }
            case "staff.MyFactor.proveByPasskey", "staff.Passkeys.verify", "staff.Passkeys.signIn" -> {
                var device = added(staff);
                var ask = beans.getBean(Passkeys.class).toProve(staff.staffNo());
                yield Map.of(
                        "PasskeyAsk",
                        ask,
                        "answer",
                        device.get(ask.options()),
                        "Purpose",
                        Purpose.FRESH,
                        "address",
                        ADDRESS);
            }
            case "staff.MyFactor.removePasskey", "staff.Passkeys.remove" -> {
                added(staff);
                yield Map.of(
                        "UUID",
                        beans.getBean(Passkeys.class)
                                .of(staff.staffNo())
                                .getFirst()
                                .ref());
            }
            case "staff.MyFactor.confirm", "staff.SecondFactors.confirm" -> {
                beans.getBean(SecondFactors.class).begin(staff.staffNo(), staff.signInName());
                yield Map.of("code", code(staff, 0), "typed", code(staff, 0));
            }
            case "staff.MyFactor.prove", "staff.SecondFactors.verify" -> {
                beans.getBean(SecondFactors.class).begin(staff.staffNo(), staff.signInName());
                beans.getBean(SecondFactors.class).confirm(staff.staffNo(), code(staff, 0));
                yield Map.of("typed", code(staff, 1), "Purpose", Purpose.FRESH);
            }
            case "staff.SessionDesk.end", "staff.SessionDesk.endMine", "staff.SessionRecords.end" -> {
                signedIn(staff);
                yield Map.of("UUID", staff.sessionRef(), "SessionEnd", SessionEnd.SIGNED_OUT);
            }
            case "staff.SessionRecords.seen" -> {
                signedIn(staff);
                yield Map.of("Collection", List.of(staff.sessionRef()));
            }
            case "staff.Throttle.forget" -> {
                beans.getBean(Throttle.class).countFactor(staff.staffNo());
                yield Map.of();
            }
            case "staff.Passkeys.of" -> {
                added(staff);
                yield Map.of();
            }
            case "staff.SessionDesk.mine",
                    "staff.SessionRecords.openOf",
                    "staff.SessionRecords.endOthers",
                    "staff.SignIn.ends" -> {
                signedIn(staff);
                yield Map.of();
            }
            case "staff.SessionRecords.open" -> Map.of("address", ADDRESS);
            case "staff.SignIn.enter" ->
                Map.of(
                        "PasswordGiven",
                        new PasswordGiven(staff.staffNo(), staff.signInName(), staff.name(), Instant.now(), ADDRESS));
            case "staff.SignIn.password" -> {
                superuser.execute(
                        "insert into madoguchi.staff_password (staff_no, hash, changed_at) values (?, ?, now())",
                        staff.staffNo().value(),
                        beans.getBean(Passwords.class).encode(PASSWORD));
                yield Map.of("typedName", staff.signInName(), "password", PASSWORD, "address", ADDRESS);
            }
            case "staff.StaffStart.begin", "staff.StaffStart.whose" -> {
                var token = UUID.randomUUID().toString();
                link(staff, token);
                yield Map.of("token", token, "password", PASSWORD);
            }
            default -> null;
        };
    }

    /** The person has a session, and its tab was there just now. */
    public void signedIn(StaffMember staff) {
        beans.getBean(SessionRecords.class).open(staff, ADDRESS);
    }

    private void link(StaffMember staff, String token) {
        superuser.execute(
                "insert into madoguchi.staff_start (digest, staff_no, made_at, expires_at) values (?, ?, now(), now() + interval '1 day')",
                Sha256.hex(token),
                staff.staffNo().value());
    }

    private PasskeyDevice added(StaffMember staff) {
        var device = new PasskeyDevice();
        var passkeys = beans.getBean(Passkeys.class);
        var ask = passkeys.toAdd(staff.staffNo(), staff.signInName(), staff.name());
        passkeys.add(staff.staffNo(), ask, device.create(ask.options()), "窓口2番");
        return device;
    }

    private String code(StaffMember staff, int stepsFromNow) {
        var sealed = (byte[]) superuser.fetchValue(
                "select sealed from madoguchi.staff_authenticator where staff_no = ? order by id desc limit 1",
                staff.staffNo().value());
        var secret = beans.getBean(FactorKey.class).open(sealed, staff.staffNo());
        return Totp.code(secret, Totp.step(Instant.now()) + stepsFromNow);
    }
}
