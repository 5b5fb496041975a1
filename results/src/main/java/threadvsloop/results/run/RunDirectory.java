package threadvsloop.results.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import threadvsloop.results.documents.Additions;
import threadvsloop.results.documents.Environment;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;

/// A run on disk: `run.json`, `plan.json`, `environment.json` and a directory per trial. Everything is written with an
/// atomic rename; a trial is complete exactly when its `trial.json` exists, which is written last. The documents hold
/// digests of themselves and of the trials' raw files, by which later edits are found.
///
/// Any thread may read; one thread writes. All methods throw [RunDirectoryException], with a remedy, for what is
/// missing,
/// damaged or of another version, and [UnreadableException] or [UnwritableException] for the disk's own failures.
public final class RunDirectory {

    /// Of the process that writes into the directory; it belongs to no run.
    public static final String LOCK = "run.lock";

    static final String TRIAL = "trial.json";
    private static final String SET_ASIDE = "set-aside";
    static final String INTERVALS = "trial.hlog";
    static final String PROCESS = "process.csv";
    private static final String RUN = "run.json";
    private static final String PLAN = "plan.json";
    private static final String ENVIRONMENT = "environment.json";
    private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

    private final Path path;
    private final boolean sealed;

    private RunDirectory(Path path, boolean sealed) {
        this.path = path;
        this.sealed = sealed;
    }

    /// A new run directory, with its parents; an existing directory must be empty.
    public static RunDirectory create(Path path) throws IOException {
        StoredFiles.makeFolder(path);
        try (Stream<Path> content = Files.list(path)) {
            if (content.anyMatch(file -> !file.endsWith(LOCK))) {
                throw new RunDirectoryException(
                        path + ": not empty; choose another directory, or finish it with `tvl resume`");
            }
        }
        return new RunDirectory(path, true);
    }

    /// An existing run directory. Documents of one that is older than digests get none: that some have them and
    /// others do not is a sign of an edit.
    public static RunDirectory open(Path path) throws IOException {
        if (!Files.isRegularFile(path.resolve(RUN))) {
            throw new RunDirectoryException(path + ": holds no run.json; name a directory that `tvl run` made");
        }
        return new RunDirectory(path, Documents.sealOf(path.resolve(RUN)).present());
    }

    public Path path() {
        return path;
    }

    public void writeRun(Run run) throws IOException {
        write(RUN, run);
    }

    public Run readRun() throws IOException {
        return read(RUN, Run.class, Run.SCHEMA_VERSION, document -> {});
    }

    public void writePlan(Plan plan) throws IOException {
        write(PLAN, plan);
    }

    public Plan readPlan() throws IOException {
        return read(PLAN, Plan.class, Plan.SCHEMA_VERSION, document -> {});
    }

    public void writeEnvironment(Environment environment) throws IOException {
        write(ENVIRONMENT, environment);
    }

    public Environment readEnvironment() throws IOException {
        return read(ENVIRONMENT, Environment.class, Environment.SCHEMA_VERSION, Additions::toEnvironment);
    }

    /// Whether the run's documents have digests, as those of every new run do.
    public boolean sealed() {
        return sealed;
    }

    private void write(String name, Object document) throws IOException {
        if (sealed) {
            Documents.writeSealed(path.resolve(name), document, Map.of());
        } else {
            Documents.write(path.resolve(name), document);
        }
    }

    private <T> T read(String name, Class<T> type, int schemaVersion, Consumer<JsonNode> additions) throws IOException {
        Path file = path.resolve(name);
        Documents.Sealed<T> found = Documents.readSealed(file, type, schemaVersion, additions);
        if (!found.seal().intact() || found.seal().present() != digestsExpected(name, found.seal())) {
            throw new ChangedDocumentException(file);
        }
        return found.document();
    }

    /// A run that has lost the digest of `run.json` is known by those of its other documents.
    private boolean digestsExpected(String name, Seal found) {
        return name.equals(RUN)
                ? found.present()
                        || Documents.sealOf(path.resolve(PLAN)).present()
                        || Documents.sealOf(path.resolve(ENVIRONMENT)).present()
                : sealed;
    }

    /// Makes the trial's directory and empties what an earlier attempt left in it; what is no attempt's is set aside.
    public TrialWriter begin(Plan.Entry entry) throws IOException {
        if (TrialWriter.isForeign(directoryOf(entry))) {
            setAside(entry);
        }
        return TrialWriter.begin(directoryOf(entry), entry, sealed);
    }

    public boolean isComplete(Plan.Entry entry) throws RunDirectoryException {
        return Files.isRegularFile(directoryOf(entry).resolve(TRIAL));
    }

    /// Why a trial that seems to be complete cannot be used; empty if it can, or if it is not there.
    ///
    /// @throws IOException if the disk fails, or it may not be read, which says nothing of the trial
    public Optional<String> damage(Plan.Entry entry) throws IOException {
        Path file = directoryOf(entry).resolve(TRIAL);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of(path.relativize(file) + ": it is no file");
        }
        try {
            readTrial(entry);
            return Optional.empty();
        } catch (RunDirectoryException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return Optional.of(path.relativize(file) + ": " + e);
        }
    }

    /// Moves what is there of a trial that cannot be read out of the way, with all its files, so that it can be run
    /// again.
    ///
    /// @return where it is now, relative to the run directory
    public String setAside(Plan.Entry entry) throws IOException {
        Path from = directoryOf(entry);
        String name = SET_ASIDE + "/" + path.relativize(from);
        int copy = 1;
        while (Files.exists(path.resolve(name + "-" + copy))) {
            copy++;
        }
        Path to = path.resolve(name + "-" + copy);
        StoredFiles.makeFolder(to.resolveSibling(""));
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw StoredFiles.unwritable(to, e);
        }
        return path.relativize(to).toString();
    }

    public Trial readTrial(Plan.Entry entry) throws IOException {
        return readTrial(directoryOf(entry));
    }

    /// Every complete trial, in the order of the plan; a damaged one is named with its error and hinders no other.
    public Trials trials() throws IOException {
        List<Trial> readable = new ArrayList<>();
        List<Damaged> damaged = new ArrayList<>();
        for (Path file : trialFiles()) {
            Path directory = file.resolveSibling("");
            String name = path.relativize(file).toString();
            try {
                readable.add(readTrial(directory));
            } catch (IOException | RuntimeException e) {
                damaged.add(new Damaged(name, String.valueOf(e.getMessage())));
            }
        }
        readable.sort(Comparator.comparingInt(Trial::order));
        return new Trials(readable, damaged);
    }

    /// The lines of `trial.hlog` under the given tags, sorted by start; empty if the trial has no such file.
    public List<TaggedInterval> readIntervals(Trial trial, Set<String> tags) throws IOException {
        Path file = path.resolve(trial.path()).resolve(INTERVALS);
        return Files.exists(file) ? IntervalLog.read(file, tags) : List.of();
    }

    /// The rows of `process.csv`; empty if the trial has no such file.
    public List<ProcessSample> readProcess(Trial trial) throws IOException {
        Path file = path.resolve(trial.path()).resolve(PROCESS);
        return Files.exists(file) ? ProcessCsv.read(file) : List.of();
    }

    /// What `trial.json` says of itself and of its raw files.
    Seal sealOf(Trial trial) {
        return Documents.sealOf(path.resolve(trial.path()).resolve(TRIAL));
    }

    private List<Path> trialFiles() throws IOException {
        try (Stream<Path> files = Files.walk(path.resolve("trials"), 5)) {
            return files.filter(file -> file.endsWith(TRIAL)).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw StoredFiles.unreadable(path.resolve("trials"), Objects.requireNonNull(e.getCause()));
        }
    }

    private Trial readTrial(Path directory) throws IOException {
        Trial trial = Documents.read(directory.resolve(TRIAL), Trial.class, Trial.SCHEMA_VERSION, Additions::toTrial);
        String lies = path.relativize(directory).toString();
        if (!trial.path().equals(lies)) {
            throw new RunDirectoryException(lies + "/trial.json: says that it is " + trial.path()
                    + "; it was copied or edited, so it is left out");
        }
        return trial;
    }

    private Path directoryOf(Plan.Entry entry) throws RunDirectoryException {
        for (String name : List.of(entry.scenario(), entry.contestant(), entry.point())) {
            if (!SAFE_NAME.matcher(name).matches()) {
                throw new RunDirectoryException(
                        "'" + name + "' cannot name a directory: use letters, digits and . _ + -");
            }
        }
        return path.resolve(Trial.path(entry.scenario(), entry.contestant(), entry.point(), entry.block()));
    }

    /// @param readable in the order of the plan
    public record Trials(List<Trial> readable, List<Damaged> damaged) {}

    /// @param file relative to the run directory
    public record Damaged(String file, String error) {}
}
