import ImageModel
import Terminal

/// The look of a status: always a word, a shape and a colour.
struct StatusLook {
    let shape: Character
    let role: Role

    init(_ status: ImageStatus, glyphs: Glyphs) {
        switch status {
        case .active: (shape, role) = (glyphs.full, .statusActive)
        case .queued: (shape, role) = (glyphs.empty, .statusQueued)
        case .deactivated: (shape, role) = (glyphs.barred, .statusDeactivated)
        case .killed, .deleted, .pendingDelete: (shape, role) = (glyphs.cross, .statusKilled)
        case let status where status.isInTransit: (shape, role) = (glyphs.half, .statusInTransit)
        default: (shape, role) = (glyphs.empty, .text)
        }
    }
}
