extension KeyBinding {
    /// Whether it changes something on other clouds than the one that is worked on.
    var changesOtherClouds: Bool { [.copyToCloud, .startCopy].contains(action) }

    /// Whether it changes something at the service, or leads to where nothing else is done: where nothing may be changed, it is
    /// not offered.
    var changesImages: Bool {
        switch action {
        case .newImage, .newLikeThis, .create, .bringData, .changeImage, .toggleProtection, .toggleHiding,
            .chooseVisibility,
            .toggleActivation, .addHere, .removeHere, .acceptOffer, .rejectOffer, .sendChanges, .retryTransfer,
            .otherMethod, .correctFormat, .completeTransfer, .changeMarked, .undo, .chooseChange, .confirm,
            .retryFailed:
            true
        // Elsewhere it takes away what is gaze's own.
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
