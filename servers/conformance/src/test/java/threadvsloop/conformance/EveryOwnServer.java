package threadvsloop.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// As [EveryContestant], but only for the servers that are this project's own work; one after another unless a class
/// says otherwise.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ParameterizedClass(name = "{0}", allowZeroInvocations = true)
@MethodSource("threadvsloop.conformance.Catalogue#ownServers")
@Timeout(3_600)
@interface EveryOwnServer {}
