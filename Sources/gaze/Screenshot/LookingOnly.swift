import ViewModels

/// What is remembered between starts, and the other clouds, for a picture: it shows what a terminal would, and changes nothing of
/// that.
extension FilterMemory {
    /// The same, of which nothing is changed.
    var lookingOnly: FilterMemory {
        var memory = self
        memory.changeHistory = { _ in }
        return memory
    }
}

extension ListMemory {
    /// The same, of which nothing is changed.
    var lookingOnly: ListMemory {
        var memory = self
        memory.keepColumns = { _ in }
        memory.changeViews = { _ in nil }
        return memory
    }
}

extension BrowserMemory {
    /// The same, of which nothing is changed.
    var lookingOnly: BrowserMemory {
        var memory = self
        memory.keepBookmarks = { _ in }
        memory.keepLastFolder = { _ in }
        return memory
    }
}

extension OtherClouds {
    /// The same, of which nothing is changed.
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
    /// The same, of which nothing is changed.
    var lookingOnly: SaveMemory {
        var memory = self
        memory.keepLastFolder = { _ in }
        return memory
    }
}
