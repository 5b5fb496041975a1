package threadvsloop.model.measured;

/// Whether a result may be used, from good to bad.
public enum AuditStatus {
    /// No doubt found.
    VALID,
    /// Usable with the reasons in mind.
    SUSPECT,
    /// Not to be used: the generator was the limit, or what was measured is not what was asked.
    INVALID;

    public AuditStatus or(AuditStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
