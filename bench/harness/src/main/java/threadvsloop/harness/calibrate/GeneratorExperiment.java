package threadvsloop.harness.calibrate;

import java.io.IOException;
import java.util.List;
import threadvsloop.harness.ServerFailedException;

/// Load on a server of known truth, and what must come out of it.
interface GeneratorExperiment {

    /// What it is about, for whoever waits.
    String title();

    /// Blocks until it is done.
    List<CalibrationCheck> carryOut(GeneratorBench bench)
            throws IOException, ServerFailedException, InterruptedException;
}
