package threadvsloop.harness.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.Nearest;
import threadvsloop.harness.Project;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.catalogue.ScenarioFile;

@Command(name = "list", description = "Lists contestants, scenarios, profiles or claims.")
final class ListCommand implements Callable<Integer> {

    private static final List<String> KINDS = List.of("contestants", "scenarios", "profiles", "claims");

    @Parameters(paramLabel = "contestants|scenarios|profiles|claims")
    private String kind = "";

    @Mixin
    private OwnServerFiles ownServers = new OwnServerFiles();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Project project = Project.find();
        Catalogue catalogue = ownServers.catalogue(project);
        List<String> lines = switch (kind) {
            case "contestants" ->
                catalogue.contestants().values().stream()
                        .map(c -> "%-31s %-8s %s%s"
                                .formatted(
                                        c.id(),
                                        c.family(),
                                        c.description().strip(),
                                        c.unavailable(project)
                                                .map(why -> " [" + why + "]")
                                                .orElse("")))
                        .toList();
            case "scenarios" ->
                catalogue.scenarios().values().stream()
                        .map(s -> "%-18s %s Points: %s.%s"
                                .formatted(
                                        s.id(),
                                        s.question().strip(),
                                        s.points().stream()
                                                .map(ScenarioFile.Point::name)
                                                .collect(Collectors.joining(", ")),
                                        s.neededLabels().isEmpty()
                                                ? ""
                                                : " Needs: " + String.join(", ", s.neededLabels()) + "."))
                        .toList();
            case "profiles" ->
                catalogue.profiles().values().stream()
                        .map(p -> "%-18s %s".formatted(p.id(), p.description().strip()))
                        .toList();
            case "claims" ->
                catalogue.claims().values().stream()
                        .map(c -> "%-18s %s%s"
                                .formatted(c.id(), c.title().strip(), c.outOfScope() == null ? "" : " [out of scope]"))
                        .toList();
            default -> throw Nearest.unknown("kind of thing to list", kind, KINDS);
        };
        lines.forEach(spec.commandLine().getOut()::println);
        return ExitCode.DONE;
    }
}
