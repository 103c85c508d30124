import Terminal
import ViewModels
import Widgets

/// Connects the draft's fields with the widgets that edit them.
@MainActor
enum DraftForm {
    /// Returns a form that shows the draft as it is.
    ///
    /// - Parameters:
    ///   - old: The previous form. Its fields are kept, including their cursors, unless their values were changed elsewhere.
    ///   - shown: The draft that the previous form showed.
    static func make(
        _ model: any DraftEditing, after old: Form<DraftField>? = nil, of shown: Draft = Draft()
    ) -> Form<DraftField> {
        let fields = model.fields
        return Form(
            items: fields.map { field in
                let isSame = field.isSame(in: shown, and: model.draft)
                return .init(
                    id: field, label: field.label,
                    field: (isSame ? old?[field] : nil) ?? widget(for: field, model),
                    sharesLine: sharesLine(field, among: fields))
            })
    }

    /// Whether a field is on the same line as the one before it.
    private static func sharesLine(_ field: DraftField, among fields: [DraftField]) -> Bool {
        switch field {
        case .minRAM, .hidden, .mustAllSucceed: true
        case .method: fields.contains(.checksum)
        default: false
        }
    }

    /// Updates the choices with those that the cloud offers, once they are known.
    static func offer(_ model: any DraftEditing, in form: inout Form<DraftField>) {
        for field in model.fields {
            let choices = model.choices(for: field)
            guard case .choice(var choice)? = form[field],
                choice.options.dropFirst() != choices[...].map(Optional.some)[...]
            else { continue }
            choice.offer(choices)
            form[field] = .choice(choice)
        }
    }

    /// Writes the widgets' values to the draft.
    ///
    /// - Returns: The draft as the form shows it. The model's draft may differ afterwards: with a file, the values that it had
    ///   filled in go too.
    static func read(_ form: Form<DraftField>, into model: any DraftEditing) -> Draft {
        var draft = model.draft
        for item in form.items {
            switch (item.id, item.field) {
            case (.name, .text(let field)): draft.name = field.text
            case (.id, .text(let field)): draft.id = field.text
            case (.minDisk, .text(let field)): draft.minDisk = field.text
            case (.minRAM, .text(let field)): draft.minRAM = field.text
            case (.data, .text(let field)): draft.data = field.text
            case (.checksum, .text(let field)): draft.checksum = field.text
            case (.method, .choice(let field)): draft.method = field.value
            case (.stores, .chips(let field)): draft.stores = field.values
            case (.mustAllSucceed, .toggle(let field)): draft.mustAllSucceed = field.value
            case (.diskFormat, .choice(let field)): draft.diskFormat = field.value
            case (.containerFormat, .choice(let field)): draft.containerFormat = field.value
            case (.visibility, .choice(let field)): draft.visibility = field.value
            case (.protected, .toggle(let field)): draft.isProtected = field.value
            case (.hidden, .toggle(let field)): draft.isHidden = field.value
            case (.tags, .chips(let field)): draft.tags = field.values
            case (.properties, .chips(let field)): draft.properties = field.values
            default: break
            }
        }
        if draft != model.draft { model.draft = draft }
        return draft
    }

    private static func widget(for field: DraftField, _ model: any DraftEditing) -> FormField {
        let draft = model.draft
        if let value = model.fixedValue(of: field) { return .fixed(value) }
        func choice(_ value: String?) -> FormField {
            .choice(ChoiceField(options: model.choices(for: field), value: value, placeholder: model.unsetChoice))
        }
        switch field {
        case .name: return .text(TextField(text: draft.name))
        case .id: return .text(TextField(text: draft.id, placeholder: "(the service makes one)"))
        case .minDisk: return .text(TextField(text: draft.minDisk))
        case .minRAM: return .text(TextField(text: draft.minRAM))
        case .data: return .text(TextField(text: draft.data, placeholder: model.unsetData))
        case .checksum: return .text(TextField(text: draft.checksum, placeholder: "(the publisher's, if known)"))
        case .diskFormat: return choice(draft.diskFormat)
        case .containerFormat: return choice(draft.containerFormat)
        case .visibility: return choice(draft.visibility)
        case .method:
            return .choice(
                ChoiceField(options: model.choices(for: field), value: draft.method, placeholder: "what fits"))
        case .stores:
            return .chips(ChipField(chips: draft.stores, separators: [",", " "], placeholder: "(the cloud's own)"))
        case .mustAllSucceed: return .toggle(ToggleField(value: draft.mustAllSucceed))
        case .protected: return .toggle(ToggleField(value: draft.isProtected))
        case .hidden: return .toggle(ToggleField(value: draft.isHidden))
        case .tags: return .chips(ChipField(chips: draft.tags, separators: [","], placeholder: "(none)"))
        case .properties:
            return .chips(ChipField(chips: draft.properties, joiner: "=", placeholder: "(key=value)"))
        }
    }

    /// Completes a partly typed property; returns false if there is nothing to complete.
    static func completeProperty(
        in form: inout Form<DraftField>, _ completion: inout Completion, _ guidance: GuidanceModel
    ) -> Bool {
        guard form.focus == .properties, case .chips(var field)? = form[.properties], let text = field.completable,
            let longer = completion.next(after: text, among: guidance.completions(of:))
        else { return false }
        field.complete(with: longer)
        form[.properties] = .chips(field)
        return true
    }

    /// Returns the guide to the property at the cursor; nil if another field has the focus.
    static func propertyGuide(
        _ form: Form<DraftField>, _ guidance: GuidanceModel, _ keys: KeyNames
    ) -> PropertyGuide? {
        guard form.focus == .properties, case .chips(let field)? = form[.properties] else { return nil }
        return PropertyGuide(guidance: guidance, text: field.current, keys: keys)
    }
}
