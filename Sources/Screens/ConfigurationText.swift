import Terminal

/// The commented configuration that `gaze config` prints: everything that the file may contain.
///
/// Prose begins with a number sign and one blank. Lines with no blank after the number sign, or with several, are settings:
/// without the number sign they state the default, or an example.
package enum ConfigurationText {
    /// The text of the file.
    package static var commented: String { introduction + keys + rest }

    private static let introduction = """
        # gaze's configuration: $XDG_CONFIG_HOME/gaze/config.yaml (~/.config/gaze/config.yaml).
        # Take the # away from what you want otherwise. gaze config --check names every wrong line; the rest counts all the same.

        # The theme to begin with, by the name of its file. Without it, the one that was chosen last.
        #theme: dark

        # true: nothing that changes anything is offered or sent, as with gaze --readonly.
        #readonly: false

        # Whether gaze hears the mouse; where it does not, the terminal selects text with it.
        #mouse: true

        # The columns of the list, from left to right: attributes of the Image API and properties, with a width in cells if you
        # like. On a narrow screen the last one goes first. Without this, they are chosen with | in the list, and remembered for
        # each cloud.
        #columns: [name: 24, status, size, os_distro: 10, updated_at]

        # Views of the list, under the names that v shows: a filter as / takes it, a sort key of the Image API with :asc or :desc,
        # and columns. Each of the three may be left out.
        #views:
        #  lts: {filter: "tag:lts status:active", sort: name}
        #  large: {filter: "size>2G", sort: "size:desc", columns: [name, size, owner]}

        # Commands of your own: in the list and in a record, a key runs one with /bin/sh in the terminal. What it is to know of
        # the image under the bar is in variables, never in its text: GAZE_IMAGE_ID, GAZE_IMAGE_NAME, GAZE_IMAGE_STATUS and so on
        # for each field that has a value, GAZE_PROPERTY_OS_DISTRO and so on for properties, GAZE_IMAGE_JSON for all of it, and
        # GAZE_CLOUD. GAZE_IMAGE_IDS has the ids of all that are marked, a line each, or of the one under the bar where none is.
        # Put them in quotation marks, "$GAZE_IMAGE_NAME": a name may be anything. OS_CLOUD is the cloud that gaze is on; no
        # password and no token is in the environment. They are run where gaze is read-only too.
        #commands:
        #  - {key: F10, name: boot, run: 'openstack server create --image "$GAZE_IMAGE_ID" --flavor m1.small --wait test'}
        #  - {key: F11, name: retire, run: 'for id in $GAZE_IMAGE_IDS; do openstack image set --deactivate "$id"; done'}
        #  - {key: F12, name: fields, run: 'printf "%s\\n" "$GAZE_IMAGE_JSON" | ${PAGER:-more}'}


        """

    private static let rest = """

        # What holds on one cloud only, by its name in clouds.yaml, over what is said above: all of the same settings. local is
        # gaze's own service.
        #clouds:
        #  production:
        #    theme: high-contrast
        #    readonly: true
        #    columns: [name, status, visibility, owner]
        #  local:
        #    theme: light

        """

    /// All key bindings with gaze's defaults, as settings.
    private static var keys: String {
        var lines = [
            "# Keys, by the place where they count and what they do there: a name, or a list of them. Names are those of the",
            "# footer: a character, ^X, alt-x, F1 to F12, esc, enter, tab, del, PgUp, space. A key that has another meaning in the",
            "# same place is refused until that has another key too. These are gaze's own; gaze's help and footers follow yours.",
            "#keys:",
        ]
        for place in Place.allCases {
            lines.append("#  \(place.name):")
            for row in KeyBinding.rows(of: place) {
                let setting = "#    \(row.action.name): [\(row.keys.map { quoted($0.name) }.joined(separator: ", "))]"
                let padding = String(repeating: " ", count: max(1, 44 - setting.count))
                lines.append("\(setting)\(padding)# \(row.meaning)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Returns a key's name, quoted if YAML requires it.
    private static func quoted(_ name: String) -> String {
        let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber } && !["y", "n", "Y", "N"].contains(name)
        return isPlain ? name : "\"\(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
