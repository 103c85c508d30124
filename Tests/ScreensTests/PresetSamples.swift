@testable import ViewModels

extension Preset {
    /// Two of a person's own, one of which has mistakes, and gaze's.
    static let samples: [Preset] =
        [
            own(
                "lab",
                """
                title: Lab machine
                description: What every machine in the lab has in common.
                disk_format: raw
                container_format: bare
                min_disk: 20
                min_ram: 2048
                minimum_cpus: 2
                tags: [lab, linux]
                properties:
                  os_type: linux
                  hw_disk_bus: virtio
                  status: active
                  description: >-
                    A machine of the lab, with the tools that its people use every day, made anew each night from the list
                    of packages.
                """),
            own("torn", "title: Torn\ntags: [a\n"),
        ] + PresetFile.builtIn

    private static func own(_ id: String, _ yaml: String) -> Preset {
        let path = "/home/you/.config/gaze/presets/\(id).yaml"
        var preset = PresetFile(id: id, yaml: yaml, path: path).preset
        preset.path = path
        return preset
    }
}
