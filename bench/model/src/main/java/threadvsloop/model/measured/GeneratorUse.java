package threadvsloop.model.measured;

/// What the generator used of its machine in the window, and what it was kept waiting for. Of several loops the one
/// that fared worst.
///
/// @param cpuNsPerRequest CPU time of the loops in the window ÷ answers in the window, good or not, without waiting
///     spins; not a number if there was no answer
/// @param cpuShare CPU time of the busiest loop over the window, without waiting spins; 1 is a whole CPU, and the most
/// @param spinShare the part of the window that the busiest loop spent in waiting spins
/// @param gcPauseMs longest pause of the generator's garbage collector that began in the window
/// @param runQueueShare the part of the window in which a loop was ready to run and other threads had its CPU; −1 if
///     the system does not tell
/// @param stealShare the part of all CPU time of the machine that the hypervisor gave to others; −1 if the system does
///     not tell
/// @param prioritised whether all loops had priority over other threads that wanted their CPU
public record GeneratorUse(
        double cpuNsPerRequest,
        double cpuShare,
        double spinShare,
        double gcPauseMs,
        double runQueueShare,
        double stealShare,
        boolean prioritised) {}
