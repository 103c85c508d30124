extension KeyBinding {
    /// Whether the action changes something on clouds other than the current one.
    var changesOtherClouds: Bool { [.copyToCloud, .startCopy].contains(action) }

    /// Whether the action changes something at the service, or only leads to such changes. It is not offered when gaze is
    /// read-only.
    var changesImages: Bool {
        switch action {
        case .newImage, .newLikeThis, .create, .bringData, .changeImage, .toggleProtection, .toggleHiding,
            .chooseVisibility,
            .toggleActivation, .addHere, .removeHere, .acceptOffer, .rejectOffer, .sendChanges, .retryTransfer,
            .otherMethod, .correctFormat, .completeTransfer, .changeMarked, .undo, .chooseChange, .confirm,
            .retryFailed:
            true
        // In all other places, it removes only gaze's own data.
        case .delete: [.list, .record, .changes].contains(place)
        case .help, .details, .redraw, .suspend, .moveUp, .moveDown, .pageUp, .pageDown, .first, .last, .back, .quit,
            .open, .refresh, .themes, .transfers, .stopReading, .applyFilter, .completeFilter, .olderFilter,
            .newerFilter, .takeSuggestions, .nextField, .previousField, .clearDraft, .review, .showProperties,
            .choosePreset, .completePath, .browseFiles, .goUp, .goHome, .filter, .keepFilter, .toggleHidden,
            .nextOrder, .reverseOrder, .bookmarks, .toggleBookmark, .copyCurl, .copyClient, .copyBody, .setValue,
            .removeProperty, .addProperty, .openSection, .closeSection, .search, .readOn, .keepSearch, .takeValue,
            .usePreset, .showOverview, .showMembers, .showTasks, .showJSON, .nextTab, .previousTab, .toggleJSON,
            .copyValue, .toggleFold, .nextFound, .undoChanges, .cancelTransfer, .holdTransfer, .takeTheme,
            .clearFinished, .forgetTransfer, .pressButton, .nextButton, .previousButton, .chooseColumns, .views,
            .takeColumns, .toggleColumn, .columnLeft, .columnRight, .narrowColumn, .widenColumn, .addColumn,
            .usualColumns, .useView, .saveView, .renameView, .command, .palette, .toggleMouse, .skipStep, .endTour,
            .runCommand, .completeCommand, .saveData, .saveHere, .copyToCloud, .chooseCloud, .startCopy,
            .toggleMark, .markThrough, .markAll, .compareMarked, .copyID, .nextImage, .previousImage, .stopChange,
            .showRefused, .showAll, .nextSide:
            false
        }
    }
}
