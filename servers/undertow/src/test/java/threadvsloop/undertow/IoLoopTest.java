package threadvsloop.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

class IoLoopTest {

    @Test
    void measuresNothingOnceItsThreadHasEnded() throws Exception {
        XnioWorker worker = Xnio.getInstance(IoLoopTest.class.getClassLoader())
                .createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1));
        IoLoop loop = new IoLoop(worker.getIoThread(0), Runnable::run);
        worker.shutdownNow();
        assertThat(worker.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThatCode(loop::measureLag).doesNotThrowAnyException();
    }
}
