import Terminal
import ViewModels

extension ScreenStack {
    /// What a key does on every screen, before the screen is asked; nil where that is for the screen to say.
    func anywhere(_ key: Key, on screen: any Screen) -> Response? {
        // Where text is typed, a letter is a letter.
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

    /// Goes on with the tour where its step is done.
    func lookAround() {
        guard let screen = screens.last else { return }
        tour?.look(at: Tour.Sight(place: screen.place, hasImages: !workspace.catalogue.images.isEmpty))
        if tour?.step == nil { tour = nil }
    }

    /// Where one is: the cloud, the project, and the screens that were opened one from the other.
    func crumbs(to base: Int) -> [String] {
        [workspace.place.cloud, workspace.place.project].compactMap(\.self)
            + screens[...base].filter { !$0.isOverlay }.map(\.title) + [screens[base].part].compactMap(\.self)
    }
}
