/// What the manual page says in addition to the command declarations.
enum ManualTables {
    /// The environment variables that gaze reads.
    static let environment: [(name: String, words: String)] = [
        ("OS_CLOUD", "The cloud of clouds.yaml to work on, where --cloud names none."),
        ("OS_CLIENT_CONFIG_FILE", "The clouds.yaml to read before those of the usual places."),
        (
            "OS_AUTH_URL, OS_USERNAME, OS_PASSWORD, OS_PROJECT_NAME, ...",
            "A cloud without a clouds.yaml, as an openrc file sets them."
        ),
        (
            "OS_AUTH_TYPE, OS_APPLICATION_CREDENTIAL_ID, OS_APPLICATION_CREDENTIAL_SECRET, OS_TOKEN, ...",
            "The same without a password: by an application credential (v3applicationcredential) or a token (v3token)."
        ),
        ("XDG_DATA_HOME, XDG_STATE_HOME, XDG_CONFIG_HOME, XDG_RUNTIME_DIR", "Where files are; see below."),
        ("XDG_DATA_DIRS", "Where themes are looked for besides."),
        ("NO_COLOR", "Set to anything: no colours."),
        ("LC_ALL, LC_CTYPE, LANG", "Which characters can be shown: all of them where it is UTF-8, otherwise ASCII."),
        ("TERM", "The kind of terminal."),
    ]

    /// The exit statuses of the commands, and the tables in their help that list them too.
    static let statuses: [(commands: String, meanings: [(status: Int, words: String)], table: String)] = [
        ("gaze list, show, set and delete", ScriptExit.meanings, ScriptExit.table),
        ("gaze create and upload", CreateExit.meanings, CreateExit.table),
        ("gaze save", SaveExit.meanings, SaveExit.table),
    ]

    /// Examples of the most common tasks.
    static let examples: [(line: String, words: String)] = [
        ("gaze", "The image service of its own, with no cloud at hand"),
        ("gaze --cloud NAME", "A cloud of clouds.yaml"),
        ("gaze create --data alpine.qcow2", "An image made of a file"),
        ("zcat disk.gz | gaze upload ID --data -", "Data for a record that is there"),
        ("gaze list tag:lts 'updated<7d' --format json | jq -r '.[].id'", "The ids of the images that a filter leaves"),
        ("gaze save alpine - | sha512sum", "Its data"),
        ("gaze set alpine os_distro=alpine --tag lts", "A property and a tag"),
    ]
}
