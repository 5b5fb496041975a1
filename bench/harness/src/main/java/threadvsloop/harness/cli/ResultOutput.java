package threadvsloop.harness.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.ExitCode;

/// Standard output, where results go: UTF-8 whatever the locale, and checked. A [PrintWriter] forgets why a write
/// failed; this remembers, so that a result that reached nobody (`> /dev/full`, a pipe that was closed) does not
/// end with exit code 0.
///
/// Every command prints through `spec.commandLine().getOut()`, which is [#writer()]; [#exitCode(int, PrintWriter)]
/// flushes what is left. Any thread may print.
final class ResultOutput {

    private final CheckedStream stream;
    private final PrintWriter writer;

    private ResultOutput(OutputStream target) {
        stream = new CheckedStream(target);
        writer = new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /// The standard output of this process.
    static ResultOutput standard() {
        return to(new FileOutputStream(FileDescriptor.out));
    }

    static ResultOutput to(OutputStream target) {
        return new ResultOutput(target);
    }

    /// Flushed at the end of each line that is written with `println` or `printf`, and at the end of the command.
    PrintWriter writer() {
        return writer;
    }

    /// Writes what is buffered, and says on `errors` if anything could not be written.
    ///
    /// @param ofCommand what the command itself ended with
    /// @return the same, but 1 for a command that was done and whose result is incomplete
    int exitCode(int ofCommand, PrintWriter errors) {
        writer.flush();
        IOException failure = stream.failure;
        if (failure == null) {
            return ofCommand;
        }
        errors.println("tvl: the result could not be written to standard output, so it is incomplete: "
                + failure.getMessage());
        errors.flush();
        return ofCommand == ExitCode.DONE ? ExitCode.INTERNAL : ofCommand;
    }

    /// Passes everything on and remembers the first failure. After it nothing more is tried: a reader of half a result
    /// must not find later lines behind the gap.
    private static final class CheckedStream extends OutputStream {
        private final OutputStream target;
        private volatile @Nullable IOException failure;

        CheckedStream(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            IOException earlier = failure;
            if (earlier != null) {
                throw new IOException(earlier.getMessage(), earlier);
            }
            try {
                target.write(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
