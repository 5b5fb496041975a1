package threadvsloop.clients.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import threadvsloop.endpoints.World;
import threadvsloop.endpoints.backends.AsyncDatabase;
import threadvsloop.endpoints.backends.BackendException;
import threadvsloop.endpoints.backends.Reply;
import threadvsloop.endpoints.backends.Row;
import threadvsloop.endpoints.options.DatabaseUrl;

class VertxDatabaseTest {

    @Test
    void asksAndQueuesInOrderAndOutlivesItsDatabase() throws Exception {
        AsyncDatabase database;
        try (ExecutorService loop = Executors.newSingleThreadExecutor(task -> new Thread(task, "the loop"))) {
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                    Connection connection = postgres.getPostgresDatabase().getConnection()) {
                connection.createStatement().execute(World.SQL);
                DatabaseUrl url = new DatabaseUrl("postgres", "", "127.0.0.1", postgres.getPort(), "postgres");
                database = VertxDatabase.open(url, 1).on(loop);
                assertThat(VertxDatabaseTest.<Row>result(reply -> database.row(1716, reply))
                                .get())
                        .isEqualTo(new Row(1716, 9005));
                assertThatThrownBy(() -> VertxDatabaseTest.<Row>result(reply -> database.row(10_001, reply))
                                .get())
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOf(BackendException.class)
                        .hasMessage("the database does not answer");
                queues(database);
            }
            assertThatThrownBy(() -> VertxDatabaseTest.<Row>result(reply -> database.row(1, reply))
                            .get())
                    .cause()
                    .isInstanceOf(BackendException.class);
        }
    }

    private static void queues(AsyncDatabase database) throws Exception {
        assertThat(database.queued()).isZero();
        long fromNs = System.nanoTime();
        CompletableFuture<Boolean> sleep = result(reply -> database.sleep(2_000, reply));
        CompletableFuture<Row> one = result(reply -> database.row(1, reply));
        CompletableFuture<Row> two = result(reply -> database.row(2, reply));
        assertThat(two.get()).isEqualTo(new Row(2, 5839));
        assertThat(one).isCompletedWithValue(new Row(1, 7920));
        assertThat(sleep).isCompletedWithValue(true);
        assertThat(System.nanoTime() - fromNs).isGreaterThanOrEqualTo(2_000_000_000L);
        assertThat(database.queued()).isEqualTo(2);
    }

    /// What the reply is, which must come on the loop.
    private static <T> CompletableFuture<T> result(Consumer<Reply<T>> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        call.accept(new Reply<>() {
            @Override
            public void done(T value) {
                assertThat(Thread.currentThread().getName()).isEqualTo("the loop");
                result.complete(value);
            }

            @Override
            public void failed(BackendException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }
}
