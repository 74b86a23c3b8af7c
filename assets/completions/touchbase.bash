_touchbase() {
    local reply
    COMPREPLY=()
    while IFS= read -r reply; do
        COMPREPLY+=("$reply")
    done < <(_TOUCHBASE_LINE="${COMP_LINE:0:COMP_POINT}" _TOUCHBASE_WORD="$2" COMPLETE=bash touchbase -- "${COMP_WORDS[@]}" 2>/dev/null)
    if [[ "${COMPREPLY[*]-}" == *[=/:] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o nosort -F _touchbase touchbase 2>/dev/null || complete -F _touchbase touchbase
