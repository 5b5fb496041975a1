package threadvsloop.loadgen.engine;

import threadvsloop.model.measured.ConnectFault;

/// Not one connection could be opened, or this process may not open as many as were asked for. The message says why and
/// what to do.
public final class TargetUnreachableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ConnectFault fault;

    /// @param where which server, or servers
    TargetUnreachableException(String where, ConnectFault fault, String detail) {
        super(where + ": " + fault.label() + " (" + detail + "): " + fault.remedy());
        this.fault = fault;
    }

    public ConnectFault fault() {
        return fault;
    }
}
