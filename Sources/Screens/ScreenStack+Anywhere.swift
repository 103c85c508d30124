import Terminal
import ViewModels

extension ScreenStack {
    /// Handles a key that works on every screen, before the screen sees it; returns nil for all other keys.
    func anywhere(_ key: Key, on screen: any Screen) -> Response? {
        // Where text is typed, characters are input.
        guard !(screen.place.takesText && key.isCharacter) else { return nil }
        switch KeyBinding.action(for: key, in: screen.place) {
        case .palette where screen.place != .palette:
            return .show(
                PaletteScreen(
                    on: screen, workspace: workspace, themes: themes, history: paletteHistory, keys: keys,
                    isTouring: tour != nil))
        case .toggleMouse: return .effect(.toggleMouse)
        default: break
        }
        guard tour != nil, let row = keys.rows(of: .tour).first(where: { $0.keys.contains(key) }) else {
            return nil
        }
        if row.action == .skipStep { tour?.skip() } else { tour = nil }
        return .handled
    }

    /// Advances the tour if its current step is done.
    func lookAround() {
        guard let screen = screens.last else { return }
        tour?.look(at: Tour.Sight(place: screen.place, hasImages: !workspace.catalogue.images.isEmpty))
        if tour?.step == nil { tour = nil }
    }

    /// Returns the location: the cloud, the project, and the titles of the open screens.
    func crumbs(to base: Int) -> [String] {
        [workspace.place.cloud, workspace.place.project].compactMap(\.self)
            + screens[...base].filter { !$0.isOverlay }.map(\.title) + [screens[base].part].compactMap(\.self)
    }
}
