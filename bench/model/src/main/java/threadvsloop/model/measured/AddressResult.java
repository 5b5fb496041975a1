package threadvsloop.model.measured;

import org.HdrHistogram.Histogram;
import threadvsloop.model.load.Address;

/// What became of the load on one of several addresses, those of a name or of several servers.
///
/// @param target whose address it is
/// @param address and port, as `127.0.0.1:8080` or `[::1]:8080`
/// @param unused why no connection was to go there; empty where connections did
/// @param connections that were to go there
/// @param opened of those, how many were open at some time
/// @param requests of the measurement that were sent there, or waited for their connection when it failed
/// @param answered of those, how many had a good answer
/// @param response from the intended start to a good answer, in ns
public record AddressResult(
        Address target,
        String address,
        String unused,
        int connections,
        int opened,
        long requests,
        long answered,
        Histogram response) {}
