package jp.madoguchi.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.madoguchi.InProcess;
import jp.madoguchi.Scene;
import jp.madoguchi.check.Matrix.Cell;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;

/**
 * Nobody and each role × every use case found by reflection × how the person stands to what it is about (served, another's, absent, own
 * record, own request, factor stale or never given), by direct call and with the roles of the database; and every view, opened and
 * gone to within a tab, also by who owes the second factor, has locked the screens, or whose account was closed. Expected is what
 * docs/permissions.md and the reviewed table say; what was found is left in target/. Argument: the beginning of the names to look at.
 */
class AuthzMatrix {

    private final Tally tally;
    private final Matrix matrix;
    private final Map<String, Map<Role, Boolean>> doors = Matrix.doors();
    private final Map<String, String> reviewed = Matrix.reviewed();
    private final Map<String, String> barred = Matrix.reviewedExceptions();
    private final List<String> rows = new ArrayList<>();
    private int cells;

    public static void main(String[] args) throws Exception {
        var only = args.length > 0 ? args[0] : "";
        var tally = new Tally();
        try (var console = InProcess.start()) {
            var scene = new Scene(console.as("postgres"), console.as("member_site"));
            Matrix.quiet(scene);
            new AuthzMatrix(tally, new Matrix(console.beans(), scene)).useCases(only);
        }
        if (only.isEmpty() || only.startsWith("/")) {
            ViewDoors.run(tally);
        }
        tally.end();
    }

    private AuthzMatrix(Tally tally, Matrix matrix) throws IOException {
        this.tally = tally;
        this.matrix = matrix;
    }

    private void useCases(String only) throws IOException {
        for (var useCase : matrix.useCases()) {
            if (!useCase.name().startsWith(only)) {
                continue;
            }
            var open = doors.get(useCase.name());
            tally.that(
                    open != null || Matrix.openToAll(useCase.name()),
                    useCase.name() + " stands in docs/permissions.md");
            if (open == null || !open.containsValue(true)) {
                continue;
            }
            var found = matrix.cells(useCase, open);
            rows.add(Matrix.row(useCase.name(), found));
            tally.that(reviewed.containsKey(useCase.name()), useCase.name() + " has a row in " + Matrix.REVIEWED);
            found.forEach(cell -> judge(cell, open));
            cells += found.size();
        }
        Files.write(Path.of("target", Matrix.REVIEWED.getFileName().toString()), rows);
        tally.progress(cells + " cells of " + rows.size() + " use cases");
    }

    private void judge(Cell cell, Map<Role, Boolean> open) {
        var expected = cell.role() == null || !open.get(cell.role())
                ? Matrix.SHUT
                : Matrix.expected(reviewed.getOrDefault(cell.useCase().name(), ""), cell);
        tally.that(
                cell.outcome().equals(expected),
                cell.name() + ": " + cell.outcome() + ", and the table says " + expected);
        tally.that(
                Set.of(Matrix.DONE, Matrix.NONE).contains(cell.outcome()) || !cell.traced(),
                cell.name() + ": was refused and yet something was done: " + cell.entries());
        // Whatever a reviewer may have let pass in the table:
        if (cell.relation().barred()) {
            tally.that(
                    !cell.outcome().equals(Matrix.DONE) && !cell.traced()
                            || barred.containsKey(cell.useCase().name()),
                    cell.name() + ": nothing is done or shown of a barred member, but " + cell.outcome());
        }
        if (cell.relation() == Relation.OWN_REQUEST) {
            tally.that(!cell.outcome().equals(Matrix.DONE), cell.name() + ": nobody agrees to their own request");
        }
        if (cell.relation() == Relation.ANOTHERS
                && cell.useCase().takes(ContactNo.class)
                && cell.useCase().takes(OperationId.class)) {
            tally.that(
                    !cell.outcome().equals(Matrix.DONE), cell.name() + ": nobody acts in a contact of another place");
        }
    }
}
