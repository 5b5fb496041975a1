package threadvsloop.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The tests of the class are run for each contestant of the catalogue, which is given to the constructor;
/// several at once, for most tests wait rather than work.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ParameterizedClass(name = "{0}")
@MethodSource("threadvsloop.conformance.Catalogue#contestants")
@Execution(ExecutionMode.CONCURRENT)
@interface EveryContestant {}
