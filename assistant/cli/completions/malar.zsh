#compdef malar
# Completion of malar for zsh; made from its parser by `make docs`.
# To use it: malar completion zsh >~/.zfunc/_malar, with ~/.zfunc in fpath; or source it after compinit.

_malar() {
    local context state state_descr line
    typeset -A opt_args
    _arguments -C \
        '-h[show this help message and exit]' \
        '--help[show this help message and exit]' \
        '--version[tell the version]' \
        '--plain[converse line by line, without a full screen]' \
        '--demo[converse on the demonstration records]' \
        '1: :->command' \
        '*:: :->arguments'
    case $state in
        command)
            local -a commands=(
                'ask:ask what the paper or an instrument says'
                'score:score one form of answers, or a batch of forms'
                'prefill:propose answers from a dictated line, or from a batch of lines'
                'derive:propose answers from laboratory values, each with its reason'
                'ladder:draw the treatment ladder, and mark on it what a patient had'
                'evidence:show the reports that the paper tabulates, filtered and sorted'
                'convert:tell a steroid dose by mouth in its equivalent'
                'instruments:list the instruments, or show one in full'
                'bodymap:draw the body map of an assessment, or of a patient'
                'patients:list the patients on record, or those whose code begins so'
                'patient:show one patient'
                'visits:list the visits of one patient, with the scores as signed'
                'change:judge the change of one patient'\''s scores by definitions'
                'plot:draw the course of one patient'
                'cohort:summarise how each score changed over all patients'
                'consistency:list what does not seem to fit in what is signed of a patient'
                'demo:load the cases of the paper into records of their own'
                'train:practise scoring on cases that have a reference'
                'training:compare learners, report on a group, erase what is kept of them'
                'raters:list who is calibrated for an instrument, mark or withdraw one'
                'import:take over patients and visits from a file: all, or none'
                'export:print every patient, de-identified unless asked otherwise'
                'backup:write everything on record into one file'
                'restore:put a backup in the place of everything on record'
                'rekey:encrypt the records, change the passphrase, or decrypt them'
                'audit:list who changed what and when, or verify that list'
                'operator:list, add, change or remove accounts with a PIN and a role'
                'check:validate content files, and prove each instrument'
                'unanswered:list the questions that were refused'
                'completion:print what makes your shell complete malar with Tab'
            )
            _describe -t commands command commands
            ;;
        arguments)
            case $words[1] in
                ask)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--batch[one question a line, or a JSON list of turns, answered at its last turn; - for standard input]:FILE:_files' \
                        '--json[one line of JSON a result]' \
                        '1::QUESTION: '
                    ;;
                score)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--answers[the answers; - for standard input]:FILE:_files' \
                        '--window[recall window, where there is one]:DAYS: ' \
                        '--batch[a batch, with --json; - for standard input]:FILE:_files' \
                        '--json[print JSON, one line a result]' \
                        '1::INSTRUMENT:(cla-iga clasi sledai-2k)'
                    ;;
                prefill)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--former[answers of the visit before, as for malar score]:FILE:_files' \
                        '--batch[a batch, with --json; - for standard input]:FILE:_files' \
                        '--json[print JSON, one line a result]' \
                        '1::INSTRUMENT:(cla-iga clasi sledai-2k)' \
                        '2::TEXT: '
                    ;;
                derive)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--labs[the laboratory values; - for standard input]:FILE:_files' \
                        '--date[day of the assessment (without it\: today)]:DAY: ' \
                        '--window[recall window, where there is one]:DAYS: ' \
                        '--batch[a batch, with --json; - for standard input]:FILE:_files' \
                        '--json[print JSON, one line a result]' \
                        '1::INSTRUMENT:(cla-iga clasi sledai-2k)'
                    ;;
                ladder)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--had[what the patient had, as one writes it\: "HCQ, MMF, pred"]:DRUGS: ' \
                        '--json[print JSON in one line]'
                    ;;
                evidence)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--subtype[reports that list this subtype]:X: ' \
                        '--mucosal[reports with mucosal involvement; with '\''none'\'', reports that state there was none]' \
                        '--phototype[reports that list this phototype]:X: ' \
                        '--with[reports with this therapy beside it]:DRUG: ' \
                        '--side-effect[reports of this side effect]:X: ' \
                        '--sort[sort by size, age, duration, CLASI-A, SLEDAI or name]:COLUMN: ' \
                        '--ascending[the smallest first; with --sort]' \
                        '--json[print JSON in one line]'
                    ;;
                convert)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--json[print JSON in one line]' \
                        '1:DOSE: '
                    ;;
                instruments)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--json[print JSON in one line]' \
                        '1::ID:(cla-iga clasi sledai-2k)'
                    ;;
                bodymap)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--answers[answers instead of a patient; - for standard input]:FILE:_files' \
                        '--instrument[without it the first that has a figure, such as clasi]:INSTRUMENT:(cla-iga clasi sledai-2k)' \
                        '--since[the baseline is the last visit in the 90 days up to its start]:DRUG: ' \
                        '--baseline[the baseline is the visit of this day]:DAY: ' \
                        '--svg[write a drawing (SVG) instead; - for standard output]:FILE:_files' \
                        '--demo[the records that malar demo made]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: ' \
                        '1::CODE: '
                    ;;
                patients)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--json[one line of JSON a patient]' \
                        '--demo[the records that malar demo made]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: ' \
                        '1::PREFIX: '
                    ;;
                patient)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--json[everything, in one line of JSON]' \
                        '--demo[the records that malar demo made]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: ' \
                        '1:CODE: '
                    ;;
                visits)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--since[count weeks from its start]:DRUG: ' \
                        '--json[one line of JSON a visit]' \
                        '--demo[the records that malar demo made]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: ' \
                        '1:CODE: '
                    ;;
                change)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--since[the baseline is the last visit in the 90 days up to its start]:DRUG: ' \
                        '--baseline[the baseline is the visit of this day]:DAY: ' \
                        '--stated[what no record holds and a target asks for; may be given several times]:FACT=yes|no: ' \
                        '--full[with definitions, caveats and every input]' \
                        '--json[everything, in one line of JSON]' \
                        '--demo[the records that malar demo made]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: ' \
                        '1:CODE: '
                    ;;
                plot)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--out[a .svg or .png file instead of the terminal]:FILE:_files' \
                        '--since[count weeks from the start of this treatment]:DRUG: ' \
                        '--demo[the records that malar demo made]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: ' \
                        '1:CODE: '
                    ;;
                cohort)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--since[count weeks from the start of this treatment]:DRUG: ' \
                        '--weeks[which weeks; without it 4,8,12,16,24]:WEEKS: ' \
                        '--json[the whole summary in one line of JSON]' \
                        '--figure[draw each patient'\''s change to the last value into a .svg or .png file]:FILE:_files' \
                        '--score[the score to draw, such as clasi.activity; without it the first judged]:SCORE: ' \
                        '--demo[the records that malar demo made]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: '
                    ;;
                consistency)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--json[one line of JSON a question]' \
                        '--demo[the records that malar demo made]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: ' \
                        '1:CODE: '
                    ;;
                demo)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]'
                    ;;
                train)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--instrument[list only cases of this instrument]:ID:(cla-iga clasi sledai-2k)' \
                        '--reference[show the reference with its reasons, too]' \
                        '--answers[the answers; - for standard input]:FILE:_files' \
                        '--keep[keep the attempt under this code]:LEARNER: ' \
                        '--json[print JSON, one line a result]' \
                        '1::action:(list show answer)' \
                        '2::CASE: '
                    ;;
                training)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--learner[this learner; may be repeated]:CODE: ' \
                        '--everybody[erase all that is kept of all learners]' \
                        '--instrument[only this instrument]:ID:(cla-iga clasi sledai-2k)' \
                        '--session[only attempts of this assigned session]:NAME: ' \
                        '--json[print JSON, one line a result]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: ' \
                        '1:action:(agreement report list erase)'
                    ;;
                raters)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--json[one line of JSON a calibration]' \
                        '--demo[the records that malar demo made]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: ' \
                        '1::action:(list calibrate withdraw)' \
                        '*:WORD: '
                    ;;
                import)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--accept-codes[the codes and raters that look like names are none\: take them]' \
                        '--add[patients may be known\: add the visits and assessments that are new, and change nothing]' \
                        '--demo[the records that malar demo made]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: ' \
                        '1:FILE:_files'
                    ;;
                export)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--format[json, or csv\: a row a fact]:format:(json csv)' \
                        '--identified[with codes, dates and notes; as JSON it can be imported]' \
                        '--demo[the records that malar demo made]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: '
                    ;;
                backup)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--demo[the records that malar demo made]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: ' \
                        '1:FILE:_files'
                    ;;
                restore)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--replace[replace the patients who are on record now]' \
                        '--unencrypted[put an encrypted backup into records that are not]' \
                        '--backup-key-fd[read the passphrase of a backup from an open descriptor, where it is not that of the records]:N: ' \
                        '--demo[the records that malar demo made]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: ' \
                        '1:FILE:_files'
                    ;;
                rekey)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--new-key-fd[read the new passphrase from an open descriptor]:N: ' \
                        '--remove[write the records without encryption]' \
                        '--demo[the records that malar demo made]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: '
                    ;;
                audit)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--json[one line of JSON a row, with before and after]' \
                        '--all[every row, not only the last 50]' \
                        '--patient[only what was done to this patient'\''s record]:CODE: ' \
                        '--demo[the records that malar demo made]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: ' \
                        '1::what:(list verify)'
                    ;;
                operator)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--administers[the account may change accounts, back up and encrypt]' \
                        '--administers-no-more[the account may not any more]' \
                        '--new-pin-fd[read the new PIN from an open descriptor; 0\: standard input]:N: ' \
                        '--json[list\: one line of JSON an account]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: ' \
                        '1::action:(list add role reset pin remove)' \
                        '*:WORD: '
                    ;;
                check)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '*:PATH:_files'
                    ;;
                unanswered)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '--json[one line of JSON a question]' \
                        '--clear[remove every question that is kept]' \
                        '--off[keep no more questions from now on]' \
                        '--on[keep questions again]' \
                        '--key-fd[read the passphrase of encrypted records from an open descriptor\: --key-fd 3 3<file]:N: ' \
                        '--keyring[take the passphrase from the keyring of the system]' \
                        '--operator[who does this; else MALAR_OPERATOR]:NAME: ' \
                        '--pin-fd[where there are accounts, read the operator'\''s PIN from an open descriptor; 0 is standard input]:N: '
                    ;;
                completion)
                    _arguments \
                        '-h[show this help message and exit]' \
                        '--help[show this help message and exit]' \
                        '1:shell:(bash zsh fish)'
                    ;;
            esac
            ;;
    esac
}

if [[ $funcstack[1] == _malar ]]; then
    _malar "$@"
else
    compdef _malar malar
fi
