import ViewModels

/// Read-only versions of the remembered state and of the other clouds, for a picture: it shows what a terminal would, and
/// changes none of it.
extension FilterMemory {
    /// This memory without its writes.
    var lookingOnly: FilterMemory {
        var memory = self
        memory.changeHistory = { _ in }
        return memory
    }
}

extension ListMemory {
    /// This memory without its writes.
    var lookingOnly: ListMemory {
        var memory = self
        memory.keepColumns = { _ in }
        memory.changeViews = { _ in nil }
        return memory
    }
}

extension BrowserMemory {
    /// This memory without its writes.
    var lookingOnly: BrowserMemory {
        var memory = self
        memory.keepBookmarks = { _ in }
        memory.keepLastFolder = { _ in }
        return memory
    }
}

extension OtherClouds {
    /// These clouds, opened read-only.
    var lookingOnly: OtherClouds {
        let open = open
        var clouds = self
        clouds.open = { choice throws(OtherCloudError) in
            try open(choice).onlyRead(because: Explanation.picture)
        }
        return clouds
    }
}

extension SaveMemory {
    /// This memory without its writes.
    var lookingOnly: SaveMemory {
        var memory = self
        memory.keepLastFolder = { _ in }
        return memory
    }
}
