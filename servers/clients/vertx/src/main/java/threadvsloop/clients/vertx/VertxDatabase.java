package threadvsloop.clients.vertx;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import threadvsloop.endpoints.backends.AsyncDatabase;
import threadvsloop.endpoints.backends.BackendException;
import threadvsloop.endpoints.backends.Reply;
import threadvsloop.endpoints.backends.Row;
import threadvsloop.endpoints.options.DatabaseUrl;

/// PostgreSQL through Vert.x, whose one loop thread waits for all connections and hands each result to the loop that
/// asked.
/// So a server of event loops has one thread more, and each query two hand-overs.
final class VertxDatabase {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final String ROW = "SELECT id, randomnumber FROM world WHERE id = $1";
    private static final String SLEEP = "SELECT pg_sleep($1)";

    private final Pool pool;
    private final int size;
    private final AtomicInteger running = new AtomicInteger();
    private final LongAdder queued = new LongAdder();

    private VertxDatabase(Pool pool, int size) {
        this.pool = pool;
        this.size = size;
    }

    /// A pool of at most `size` connections, made when first needed, which lasts as long as the process.
    static VertxDatabase open(DatabaseUrl url, int size) {
        PgConnectOptions database = new PgConnectOptions()
                .setHost(url.host())
                .setPort(url.port())
                .setDatabase(url.name())
                .setUser(url.user())
                .setPassword(url.password())
                .setCachePreparedStatements(true);
        NetClientOptions sockets = new NetClientOptions().setConnectTimeout((int) CONNECT_WITHIN.toMillis());
        // Who queues waits for a turn, however long that takes: a time-out would drop those who came in a crowd.
        PoolOptions bounds =
                new PoolOptions().setMaxSize(size).setMaxWaitQueueSize(-1).setConnectionTimeout(0);
        Pool pool = PgBuilder.pool()
                .connectingTo(database)
                .with(bounds)
                .with(sockets)
                .using(vertx())
                .build();
        return new VertxDatabase(pool, size);
    }

    /// The database as one loop calls it.
    ///
    /// @param loop runs each task on the loop's thread; called from any thread
    AsyncDatabase on(Executor loop) {
        return new AsyncDatabase() {
            @Override
            public void row(int id, Reply<Row> reply) {
                handOver(ask(ROW, Tuple.of(id)).map(rows -> toRow(id, rows)), loop, reply);
            }

            @Override
            public void sleep(int ms, Reply<Boolean> reply) {
                handOver(ask(SLEEP, Tuple.of(ms / 1e3)).map(true), loop, reply);
            }

            @Override
            public long queued() {
                return queued.sum();
            }
        };
    }

    private Future<RowSet<io.vertx.sqlclient.Row>> ask(String sql, Tuple parameters) {
        if (running.incrementAndGet() > size) {
            queued.increment();
        }
        return pool.preparedQuery(sql).execute(parameters).onComplete(_ -> running.decrementAndGet());
    }

    private static <T> void handOver(Future<T> future, Executor loop, Reply<T> reply) {
        future.onComplete(result -> loop.execute(() -> {
            if (result.succeeded()) {
                reply.done(result.result());
            } else {
                reply.failed(BackendException.ofDatabase(result.cause()));
            }
        }));
    }

    private static Row toRow(int id, RowSet<io.vertx.sqlclient.Row> rows) {
        if (rows.size() != 1) {
            throw new IllegalStateException("the table world has no row " + id);
        }
        io.vertx.sqlclient.Row row = rows.iterator().next();
        return new Row(row.getInteger(0), row.getInteger(1));
    }

    private static Vertx vertx() {
        FileSystemOptions noFiles =
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(noFiles));
    }
}
