package threadvsloop.endpoints.backends;

/// A row of the table `world`.
public record Row(int id, int randomNumber) {}
