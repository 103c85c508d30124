import Testing

@testable import ViewModels

@Suite struct PresetTests {
    private var preset: Preset {
        var preset = Preset(id: "p", title: "P")
        preset.settings.diskFormat = "qcow2"
        preset.settings.containerFormat = "bare"
        preset.settings.minDisk = "10"
        preset.settings.tags = ["linux", "lts"]
        preset.settings.properties = ["os_type=linux", "hw_disk_bus=virtio"]
        return preset
    }

    private var draft: Draft {
        var draft = Draft()
        draft.name = "mine"
        draft.diskFormat = "raw"
        draft.containerFormat = "bare"
        draft.minRAM = "64"
        draft.tags = ["lts", "x"]
        draft.properties = ["hw_disk_bus=ide", "free=1"]
        return draft
    }

    @Test("in an empty form it sets all that it has")
    func empty() {
        let changes = preset.changes(to: Draft())
        #expect(
            changes.map(\.label) == ["Disk format", "Container", "Min disk GB", "Tag", "Tag", "os_type", "hw_disk_bus"])
        #expect(changes.map(\.value) == ["qcow2", "bare", "10", "linux", "lts", "linux", "virtio"])
        #expect(changes.allSatisfy { $0.other == nil && !$0.isThere })
        #expect(preset.applied(to: Draft(), overwriting: false) == preset.settings)
    }

    @Test("what the form says already, and what it says otherwise, is told")
    func changes() {
        let changes = preset.changes(to: draft)
        #expect(changes.filter(\.isThere).map(\.value) == ["bare", "lts"])
        #expect(changes.filter { $0.other != nil }.map(\.label) == ["Disk format", "hw_disk_bus"])
        #expect(changes.compactMap(\.other) == ["raw", "ide"])
    }

    @Test("what a person has typed stays, unless it is to be overwritten")
    func applied() {
        let kept = preset.applied(to: draft, overwriting: false)
        #expect(kept.name == "mine" && kept.minRAM == "64")
        #expect(kept.diskFormat == "raw" && kept.minDisk == "10")
        #expect(kept.tags == ["lts", "x", "linux"])
        #expect(kept.properties == ["hw_disk_bus=ide", "free=1", "os_type=linux"])
        let overwritten = preset.applied(to: draft, overwriting: true)
        #expect(overwritten.name == "mine" && overwritten.diskFormat == "qcow2")
        #expect(overwritten.properties == ["hw_disk_bus=virtio", "free=1", "os_type=linux"])
        #expect(preset.changes(to: overwritten).allSatisfy { $0.isThere })
    }

    @Test("who may see an image, and whether it is protected and hidden, are set like the rest")
    func visibility() {
        var preset = Preset(id: "p", title: "P")
        (preset.settings.visibility, preset.settings.isProtected, preset.settings.isHidden) = ("private", true, false)
        #expect(preset.changes(to: Draft()).map(\.value) == ["private", "yes", "no"])
        #expect(preset.applied(to: Draft(), overwriting: false) == preset.settings)
        var draft = Draft()
        (draft.visibility, draft.isProtected) = ("public", false)
        let kept = preset.applied(to: draft, overwriting: false)
        #expect(kept.visibility == "public" && kept.isProtected == false && kept.isHidden == false)
        #expect(preset.applied(to: draft, overwriting: true) == preset.settings)
    }
}
