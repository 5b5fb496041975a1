package threadvsloop.model.measured;

/// The phases of a run, in order. Warm-up and measurement are one uninterrupted stream of load.
public enum LoadPhase {
    CONNECT,
    WARMUP,
    MEASUREMENT,
    DRAIN,
    DONE
}
