package threadvsloop.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import threadvsloop.harness.PreflightException;
import threadvsloop.harness.Project;
import threadvsloop.harness.backend.Backend;
import threadvsloop.harness.backend.DatabaseAddress;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.catalogue.Contestant;
import threadvsloop.harness.catalogue.OwnContestant;
import threadvsloop.harness.catalogue.OwnContestants;
import threadvsloop.harness.plan.Preflight;
import threadvsloop.harness.plan.RunRequest;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.run.Expectations;
import threadvsloop.harness.run.Machine;
import threadvsloop.harness.run.MicroRun;
import threadvsloop.harness.run.RunLock;
import threadvsloop.harness.run.RunSession;
import threadvsloop.results.documents.Run;
import threadvsloop.results.run.RunDirectory;

@Command(name = "run", description = "Carries out a profile and reports it.")
final class RunCommand implements Callable<Integer> {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(names = "--out", paramLabel = "DIR", description = "Run directory (default: a new one in results/runs).")
    private @Nullable Path out;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Project project = Project.find();
        Expectations expected = report.expected();
        Catalogue catalogue = options.catalogue(project);
        RunRequest request = options.request(catalogue, project);
        request.leftOut().forEach(spec.commandLine().getErr()::println);
        String jmh = request.profile().jmh();
        if (jmh == null && request.contestants().isEmpty()) {
            throw new PreflightException(List.of("no contestant can run here: mend what is said above"));
        }
        if (jmh == null && request.scenarios().isEmpty()) {
            throw new PreflightException(List.of(
                    request.claims().isEmpty()
                            ? "no scenario can run here: mend what is said above"
                            : "nothing can be measured for these claims: see scripts/tvl explain "
                                    + request.claims().getFirst().id()));
        }
        Preflight.ofThisMachine().check(request);
        Cpus cpus = Cpus.ofThisMachine();
        Path path = directory(project, request);
        try (RunLock _ = RunLock.take(path)) {
            RunDirectory directory = create(path, project, request, cpus);
            if (jmh != null) {
                new MicroRun(project).carryOut(jmh, directory.path());
            }
            return new RunSession(
                            project,
                            catalogue,
                            cpus,
                            request.database(),
                            request.within(),
                            expected,
                            spec.commandLine().getOut())
                    .carryOut(directory, report.wanted());
        }
    }

    private RunDirectory create(Path path, Project project, RunRequest request, Cpus cpus) throws IOException {
        RunDirectory directory = RunDirectory.create(path);
        directory.writePlan(request.plan());
        directory.writeEnvironment(Machine.describe(project, cpus));
        OwnContestants.record(request.contestants(), directory.path());
        directory.writeRun(describe(project, request, cpus));
        return directory;
    }

    private Run describe(Project project, RunRequest request, Cpus cpus) {
        List<String> command = new ArrayList<>(List.of("tvl"));
        spec.commandLine().getParent().getParseResult().originalArgs().stream()
                .map(DatabaseAddress::masked)
                .forEach(command::add);
        List<String> warnings = new ArrayList<>(request.leftOut());
        if (!cpus.pinned()) {
            warnings.add("server and generator share all CPUs: this machine has a single one, or no taskset");
        }
        List<String> own = request.contestants().stream()
                .filter(OwnContestant.class::isInstance)
                .map(Contestant::id)
                .toList();
        if (!own.isEmpty()) {
            warnings.add("own servers (" + String.join(", ", own) + ") are not held to servers/CONTRACT.md: what they"
                    + " answer, and the work behind it, may differ from the others");
        }
        boolean needsDatabase = request.needs().contains(Backend.DATABASE);
        if (needsDatabase && request.database().isPresent()) {
            warnings.add("the database was given with --database: it is not confined to the load generator's CPUs");
        }
        return new Run(
                Run.SCHEMA_VERSION,
                request.profile().id(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Run.RUNNING,
                Machine.commit(project),
                command,
                request.seed(),
                request.blocks(),
                request.mostBlocks(),
                request.contestants().stream().map(Contestant::toRun).toList(),
                request.scenarios(),
                request.claims(),
                !needsDatabase
                        ? ""
                        : request.database().map(DatabaseAddress::shown).orElse(Run.EMBEDDED),
                warnings);
    }

    private Path directory(Project project, RunRequest request) {
        return out != null
                ? out
                : project.runs()
                        .resolve(STAMP.format(Instant.now()) + "_"
                                + request.profile().id() + "_" + Machine.commit(project));
    }
}
