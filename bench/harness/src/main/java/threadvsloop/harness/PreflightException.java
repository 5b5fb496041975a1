package threadvsloop.harness;

import java.util.List;

/// This machine cannot carry out the plan as it is set up; every problem with its remedy. Exit 3.
public final class PreflightException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public PreflightException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
