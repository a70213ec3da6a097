# Completion of malar for bash; made from its parser by `make docs`.
# To use it: source <(malar completion bash)

# Whether an option of a command takes a value, and what is offered for it.
_malar_value() {
    case "$1 $2" in
        "ask --batch" | "score --answers" | "score --batch" | "prefill --former" | "prefill --batch" | "derive --labs" | "derive --batch" | "bodymap --answers" | "bodymap --svg" | "plot --out" | "cohort --figure" | "train --answers") offered="FILE" ;;
        "score --window" | "derive --date" | "derive --window" | "ladder --had" | "evidence --subtype" | "evidence --phototype" | "evidence --with" | "evidence --side-effect" | "evidence --sort" | "bodymap --since" | "bodymap --baseline" | "bodymap --key-fd" | "bodymap --operator" | "bodymap --pin-fd" | "patients --key-fd" | "patients --operator" | "patients --pin-fd" | "patient --key-fd" | "patient --operator" | "patient --pin-fd" | "visits --since" | "visits --key-fd" | "visits --operator" | "visits --pin-fd" | "change --since" | "change --baseline" | "change --stated" | "change --key-fd" | "change --operator" | "change --pin-fd" | "plot --since" | "plot --key-fd" | "plot --operator" | "plot --pin-fd" | "cohort --since" | "cohort --weeks" | "cohort --score" | "cohort --key-fd" | "cohort --operator" | "cohort --pin-fd" | "consistency --key-fd" | "consistency --operator" | "consistency --pin-fd" | "train --keep" | "training --learner" | "training --session" | "training --key-fd" | "training --operator" | "training --pin-fd" | "raters --key-fd" | "raters --operator" | "raters --pin-fd" | "import --key-fd" | "import --operator" | "import --pin-fd" | "export --key-fd" | "export --operator" | "export --pin-fd" | "backup --key-fd" | "backup --operator" | "backup --pin-fd" | "restore --backup-key-fd" | "restore --key-fd" | "restore --operator" | "restore --pin-fd" | "rekey --new-key-fd" | "rekey --key-fd" | "rekey --operator" | "rekey --pin-fd" | "audit --patient" | "audit --key-fd" | "audit --operator" | "audit --pin-fd" | "operator --new-pin-fd" | "operator --key-fd" | "operator --operator" | "operator --pin-fd" | "unanswered --key-fd" | "unanswered --operator" | "unanswered --pin-fd") offered="" ;;
        "bodymap --instrument" | "train --instrument" | "training --instrument") offered="cla-iga clasi sledai-2k" ;;
        "export --format") offered="json csv" ;;
        *) return 1 ;;
    esac
}

_malar() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
    local offered="" place=0 index
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        offered="ask score prefill derive ladder evidence convert instruments bodymap patients patient visits change plot cohort consistency demo train training raters import export backup restore rekey audit operator check unanswered completion -h --help --version --plain --demo"
    elif ! _malar_value "$command" "$before"; then
        # An option and its value are no place.
        for ((index = 2; index < COMP_CWORD; index++)); do
            if _malar_value "$command" "${COMP_WORDS[index]}"; then
                index=$((index + 1))
            elif [[ ${COMP_WORDS[index]} != -* ]]; then
                place=$((place + 1))
            fi
        done
        offered=""
        case "$command $place $word" in
        "ask "*" -"*) offered="-h --help --batch --json" ;;
        "score "*" -"*) offered="-h --help --answers --window --batch --json" ;;
        "prefill "*" -"*) offered="-h --help --former --batch --json" ;;
        "derive "*" -"*) offered="-h --help --labs --date --window --batch --json" ;;
        "ladder "*" -"*) offered="-h --help --had --json" ;;
        "evidence "*" -"*) offered="-h --help --subtype --mucosal --phototype --with --side-effect --sort --ascending --json" ;;
        "convert "*" -"*) offered="-h --help --json" ;;
        "instruments "*" -"*) offered="-h --help --json" ;;
        "bodymap "*" -"*) offered="-h --help --answers --instrument --since --baseline --svg --demo --key-fd --keyring --operator --pin-fd" ;;
        "patients "*" -"*) offered="-h --help --json --demo --key-fd --keyring --operator --pin-fd" ;;
        "patient "*" -"*) offered="-h --help --json --demo --key-fd --keyring --operator --pin-fd" ;;
        "visits "*" -"*) offered="-h --help --since --json --demo --key-fd --keyring --operator --pin-fd" ;;
        "change "*" -"*) offered="-h --help --since --baseline --stated --full --json --demo --key-fd --keyring --operator --pin-fd" ;;
        "plot "*" -"*) offered="-h --help --out --since --demo --key-fd --keyring --operator --pin-fd" ;;
        "cohort "*" -"*) offered="-h --help --since --weeks --json --figure --score --demo --key-fd --keyring --operator --pin-fd" ;;
        "consistency "*" -"*) offered="-h --help --json --demo --key-fd --keyring --operator --pin-fd" ;;
        "demo "*" -"*) offered="-h --help" ;;
        "train "*" -"*) offered="-h --help --instrument --reference --answers --keep --json" ;;
        "training "*" -"*) offered="-h --help --learner --everybody --instrument --session --json --key-fd --keyring --operator --pin-fd" ;;
        "raters "*" -"*) offered="-h --help --json --demo --key-fd --keyring --operator --pin-fd" ;;
        "import "*" -"*) offered="-h --help --accept-codes --add --demo --key-fd --keyring --operator --pin-fd" ;;
        "export "*" -"*) offered="-h --help --format --identified --demo --key-fd --keyring --operator --pin-fd" ;;
        "backup "*" -"*) offered="-h --help --demo --key-fd --keyring --operator --pin-fd" ;;
        "restore "*" -"*) offered="-h --help --replace --unencrypted --backup-key-fd --demo --key-fd --keyring --operator --pin-fd" ;;
        "rekey "*" -"*) offered="-h --help --new-key-fd --remove --demo --key-fd --keyring --operator --pin-fd" ;;
        "audit "*" -"*) offered="-h --help --json --all --patient --demo --key-fd --keyring --operator --pin-fd" ;;
        "operator "*" -"*) offered="-h --help --administers --administers-no-more --new-pin-fd --json --key-fd --keyring --operator --pin-fd" ;;
        "check "*" -"*) offered="-h --help" ;;
        "unanswered "*" -"*) offered="-h --help --json --clear --off --on --key-fd --keyring --operator --pin-fd" ;;
        "completion "*" -"*) offered="-h --help" ;;
        "score 0 "*) offered="cla-iga clasi sledai-2k" ;;
        "prefill 0 "*) offered="cla-iga clasi sledai-2k" ;;
        "derive 0 "*) offered="cla-iga clasi sledai-2k" ;;
        "instruments 0 "*) offered="cla-iga clasi sledai-2k" ;;
        "train 0 "*) offered="list show answer" ;;
        "training 0 "*) offered="agreement report list erase" ;;
        "raters 0 "*) offered="list calibrate withdraw" ;;
        "import 0 "*) offered="FILE" ;;
        "backup 0 "*) offered="FILE" ;;
        "restore 0 "*) offered="FILE" ;;
        "audit 0 "*) offered="list verify" ;;
        "operator 0 "*) offered="list add role reset pin remove" ;;
        "check "*) offered="FILE" ;;
        "completion 0 "*) offered="bash zsh fish" ;;
        esac
    fi
    if [[ $offered == FILE ]]; then
        local IFS=$'\n'
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen -f -- "$word"))
    else
        COMPREPLY=($(compgen -W "$offered" -- "$word"))
    fi
}

complete -F _malar malar
