import TestSupport
import Testing

/// Our service beside Glance 33.0.0: the same requests to both, and the same answers from both, but for what differs on
/// purpose (`IntendedDifference`).
///
/// One scenario at a time: Glance on SQLite answers 500 where too many write at once.
@Suite(.serialized, .atMost(1, of: "clients of Glance")) enum DifferentialTests {}
