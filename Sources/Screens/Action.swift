/// An action that a person can request with a key.
package enum Action: Hashable, Sendable {
    // Everywhere.
    case help, details, redraw, suspend
    // Navigation.
    case moveUp, moveDown, pageUp, pageDown, first, last, back, quit
    // The list.
    case newImage, newLikeThis, open, refresh, delete, themes, transfers, stopReading
    case applyFilter, completeFilter, olderFilter, newerFilter
    case toggleMark, markThrough, markAll, changeMarked, compareMarked, undo, copyID
    // Changes of many images.
    case chooseChange, confirm, stopChange, retryFailed, showRefused
    // The comparison of two images.
    case showAll, nextSide
    // The form.
    case bringData
    case create, takeSuggestions, nextField, previousField, clearDraft, review, showProperties, choosePreset
    case completePath, browseFiles
    // Files.
    case goUp, goHome, filter, keepFilter, toggleHidden, nextOrder, reverseOrder, bookmarks, toggleBookmark
    // The review.
    case copyCurl, copyClient, copyBody
    // The properties.
    case setValue, removeProperty, addProperty, openSection, closeSection, search, readOn
    // A search, a value and the presets.
    case keepSearch, takeValue, usePreset
    // A record.
    case showOverview, showMembers, showTasks, showJSON, nextTab, previousTab, toggleJSON
    case copyValue, toggleFold, nextFound, nextImage, previousImage
    case changeImage, toggleProtection, toggleHiding, chooseVisibility, toggleActivation
    case addHere, removeHere, acceptOffer, rejectOffer
    // The pending changes of an image.
    case sendChanges, undoChanges
    // The transfer of a record's data.
    case cancelTransfer, retryTransfer, holdTransfer, otherMethod, correctFormat
    // Saving or copying an image's data.
    case saveData, saveHere, copyToCloud, chooseCloud, startCopy
    // The themes.
    case takeTheme
    // The transfers.
    case clearFinished, completeTransfer, forgetTransfer
    // A question.
    case pressButton, nextButton, previousButton
    // On every screen.
    case palette, toggleMouse, runCommand, completeCommand, skipStep, endTour
    // The list's columns and views.
    case chooseColumns, views
    case takeColumns, toggleColumn, columnLeft, columnRight, narrowColumn, widenColumn, addColumn, usualColumns
    case useView, saveView, renameView
    /// A command defined by the person, by its index among those commands.
    case command(Int)
}

/// A context that keys are bound in: a screen, or a field or line of one.
package enum Place: Hashable, Sendable, CaseIterable {
    case everywhere, list, listFilter, form, dataFile, bring, bringFile, files, fileFilter, bookmarks, properties,
        search, value, presets
    case review, record, recordSearch, edit, patch, save, clouds, copy, transfers, cutOff, themes, columns, views
    case changes, confirmation, changeRun, difference, question
    case palette, help, helpSearch, answer, tour

    /// The heading of the place's keys in the help screen and in the README.
    package var title: String {
        switch self {
        case .everywhere: "Everywhere"
        case .list: "Images (the list)"
        case .listFilter: "The filter of images"
        case .form: "New image (the form)"
        case .dataFile: "Data (a field of the form)"
        case .bring: "Bring data (to a record that has none)"
        case .bringFile: "Data (a field of that form)"
        case .files: "Choose a file"
        case .fileFilter: "The filter of files"
        case .bookmarks: "Bookmarks"
        case .properties: "Properties (of an image, in the form)"
        case .search: "A search among the properties"
        case .value: "A value"
        case .presets: "Presets"
        case .review: "Review (before an image or its data is sent)"
        case .record: "An image"
        case .recordSearch: "A search in an image's record"
        case .edit: "Change an image (the form)"
        case .patch: "The changes of an image"
        case .save: "Save an image's data"
        case .clouds: "The clouds to copy to"
        case .copy: "A copy in another cloud"
        case .transfers: "Transfers"
        case .cutOff: "A transfer that was cut off, or did not work out"
        case .themes: "Themes"
        case .columns: "Columns (of the list)"
        case .views: "Views (of the list)"
        case .changes: "Change the marked images"
        case .confirmation: "Before a change of many images"
        case .changeRun: "A change of many images"
        case .difference: "The difference of two images"
        case .question: "A question"
        case .palette: "Commands (the line after :)"
        case .help: "Help"
        case .helpSearch: "A search in the help"
        case .answer: "An answer in full"
        case .tour: "The tour, while it runs"
        }
    }

    /// The place that this one is part of. Its key bindings apply here too, unless this place binds the key itself.
    var whole: Place? {
        switch self {
        case .dataFile: .form
        case .bringFile: .bring
        case .cutOff: .transfers
        default: nil
        }
    }

    /// Whether text is typed there, so that a letter is input and not a command.
    var takesText: Bool {
        [
            .listFilter, .form, .dataFile, .bring, .bringFile, .fileFilter, .search, .value, .recordSearch, .edit,
            .save, .palette,
            .helpSearch, .confirmation,
        ].contains(self)
    }
}
