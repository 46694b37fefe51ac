# What the Windows installer does beyond electron-builder's own script.

!define HALEXT_LINKS "Software\Classes\halext"
!define HALEXT_COMMAND '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'

# Always for the one person who installs: no question, no administrator.
!macro customInstallMode
  StrCpy $isForceCurrentInstall "1"
!macroend

# halext:// links work before the program was started for the first time.
!macro customInstall
  WriteRegStr HKCU "${HALEXT_LINKS}" "" "URL:${PRODUCT_NAME}"
  WriteRegStr HKCU "${HALEXT_LINKS}" "URL Protocol" ""
  WriteRegStr HKCU "${HALEXT_LINKS}\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr HKCU "${HALEXT_LINKS}\shell\open\command" "" '${HALEXT_COMMAND}'
!macroend

# An update runs the old uninstaller too, and must leave links and the start at login as they are.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    ReadRegStr $R0 HKCU "${HALEXT_LINKS}\shell\open\command" ""
    ${if} $R0 == '${HALEXT_COMMAND}'
      DeleteRegKey HKCU "${HALEXT_LINKS}"
    ${endIf}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
  ${endIf}
!macroend
