package threadvsloop.endpoints;

/// A row of the table `world`.
public record Row(int id, int randomNumber) {}
