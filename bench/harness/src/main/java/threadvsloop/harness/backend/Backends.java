package threadvsloop.harness.backend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.PreflightException;
import threadvsloop.harness.Project;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.harness.process.Cpus;

/// The backends that run, for all trials of a run: each is started when it is first needed, and again should it die.
/// Their standard inputs are pipes held by this process, so that they end however we do.
///
/// One thread; [#close] from any.
public final class Backends implements AutoCloseable {

    private final Project project;
    private final Cpus cpus;
    private final Path logs;
    private final Optional<DatabaseAddress> given;
    private final Consumer<String> messages;

    private volatile @Nullable Upstream upstream;
    private volatile @Nullable Database database;
    private volatile boolean closed;

    /// @param logs an existing folder, for what they write
    /// @param given the database to use instead of an embedded one
    /// @param messages told what takes time
    public Backends(Project project, Cpus cpus, Path logs, Optional<DatabaseAddress> given, Consumer<String> messages) {
        this.project = project;
        this.cpus = cpus;
        this.logs = logs;
        this.given = given;
        this.messages = messages;
    }

    /// Why a backend cannot be had here, with the remedy; empty when it can.
    public static Optional<String> unavailable(Backend backend, Project project, Optional<DatabaseAddress> given) {
        return switch (backend) {
            case UPSTREAM -> Upstream.unavailable(project);
            case DATABASE -> given.isPresent() ? Optional.empty() : Database.unavailable();
        };
    }

    /// Starts those of the given that do not run. Blocks until they are ready.
    ///
    /// @throws PreflightException when one cannot be had, with the remedy
    /// @throws InterruptedException when closed meanwhile
    public void provide(Set<Backend> needs) throws InterruptedException {
        for (Backend need : needs) {
            unavailable(need, project, given).ifPresent(why -> {
                throw new PreflightException(List.of(why));
            });
            try {
                switch (need) {
                    case UPSTREAM -> provideUpstream();
                    case DATABASE -> provideDatabase();
                }
            } catch (ServerFailedException e) {
                throw new PreflightException(List.of("the %s failed: %s".formatted(need.label(), e.getMessage())));
            }
            if (closed) {
                close();
                throw new InterruptedException("stopped by the user");
            }
        }
    }

    private void provideUpstream() throws ServerFailedException, InterruptedException {
        Upstream present = upstream;
        if (present == null || !present.isAlive()) {
            messages.accept(present == null ? "starting the upstream" : "the upstream has died: starting it again");
            if (present != null) {
                present.close();
            }
            upstream = Upstream.start(project, cpus, logs);
        }
    }

    private void provideDatabase() throws ServerFailedException, InterruptedException {
        Database present = database;
        if (present == null || !present.isAlive()) {
            messages.accept(present == null ? "starting the database" : "the database has died: starting it again");
            if (present != null) {
                present.close();
            }
            database = given.isPresent() ? Database.given(given.get()) : Database.embedded(cpus, logs);
        }
    }

    /// Options that tell a server where its backends are: only those that it needs, so that no trial pays for others.
    public List<String> options(Set<Backend> needs) {
        List<String> options = new ArrayList<>();
        Upstream service = upstream(needs);
        if (service != null) {
            options.addAll(List.of("--upstream", service.address()));
        }
        Database store = database(needs);
        if (store != null) {
            options.addAll(List.of("--database", store.url()));
        }
        return options;
    }

    /// Null unless it is among the needs and runs.
    @Nullable
    public Upstream upstream(Set<Backend> needs) {
        return needs.contains(Backend.UPSTREAM) ? upstream : null;
    }

    /// Null unless it is among the needs and runs.
    @Nullable
    Database database(Set<Backend> needs) {
        return needs.contains(Backend.DATABASE) ? database : null;
    }

    /// Ends all that was started here.
    @Override
    public void close() {
        closed = true;
        Upstream service = upstream;
        if (service != null) {
            service.close();
        }
        Database store = database;
        if (store != null) {
            store.close();
        }
    }
}
