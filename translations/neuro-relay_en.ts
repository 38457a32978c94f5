<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>ExportNotice</name>
    <message numerus="yes">
        <source>Exported %Ln lines to %1.</source>
        <translation>
            <numerusform>Exported %Ln line to %1.</numerusform>
            <numerusform>Exported %Ln lines to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln damaged lines were left out.</source>
        <translation>
            <numerusform>%Ln damaged line was left out.</numerusform>
            <numerusform>%Ln damaged lines were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FrameSummary</name>
    <message numerus="yes">
        <source>%Ln bytes</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Integrations</name>
    <message numerus="yes">
        <source>%Ln warnings and errors</source>
        <translation>
            <numerusform>%Ln warning or error</numerusform>
            <numerusform>%Ln warnings and errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages wait for it</source>
        <translation>
            <numerusform>%Ln message waits for it</numerusform>
            <numerusform>%Ln messages wait for it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln actions are hidden from Neuro.</source>
        <translation>
            <numerusform>%Ln action is hidden from Neuro.</numerusform>
            <numerusform>%Ln actions are hidden from Neuro.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JsonTree</name>
    <message numerus="yes">
        <source>&quot;%1&quot; string, %Ln characters</source>
        <translation>
            <numerusform>&quot;%1&quot; string, %Ln character</numerusform>
            <numerusform>&quot;%1&quot; string, %Ln characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln item</numerusform>
            <numerusform>%Ln items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln members</source>
        <translation>
            <numerusform>%Ln member</numerusform>
            <numerusform>%Ln members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RelayStatusBar</name>
    <message numerus="yes">
        <source>%Ln games</source>
        <translation>
            <numerusform>%Ln game</numerusform>
            <numerusform>%Ln games</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln actions</source>
        <translation>
            <numerusform>%Ln action</numerusform>
            <numerusform>%Ln actions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln frames</source>
        <translation>
            <numerusform>%Ln frame</numerusform>
            <numerusform>%Ln frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines lost</source>
        <translation>
            <numerusform>%Ln line lost</numerusform>
            <numerusform>%Ln lines lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>core</name>
    <message numerus="yes">
        <source>more than %1 messages a second</source>
        <translation>
            <numerusform>more than %1 message a second</numerusform>
            <numerusform>more than %1 messages a second</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 more actions are refused and not listed</source>
        <translation>
            <numerusform>%1 more action is refused and not listed</numerusform>
            <numerusform>%1 more actions are refused and not listed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>nested deeper than %1 levels</source>
        <translation>
            <numerusform>nested deeper than %1 level</numerusform>
            <numerusform>nested deeper than %1 levels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>groups nested deeper than %1 levels</source>
        <translation>
            <numerusform>groups nested deeper than %1 level</numerusform>
            <numerusform>groups nested deeper than %1 levels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>no data found within %1 steps; make the schema simpler</source>
        <translation>
            <numerusform>no data found within %1 step; make the schema simpler</numerusform>
            <numerusform>no data found within %1 steps; make the schema simpler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>must have at least %1 characters, has %2</source>
        <translation>
            <numerusform>must have at least %1 character, has %2</numerusform>
            <numerusform>must have at least %1 characters, has %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>must have at most %1 characters, has %2</source>
        <translation>
            <numerusform>must have at most %1 character, has %2</numerusform>
            <numerusform>must have at most %1 characters, has %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>must have at least %1 elements, has %2</source>
        <translation>
            <numerusform>must have at least %1 element, has %2</numerusform>
            <numerusform>must have at least %1 elements, has %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>must have at most %1 elements, has %2</source>
        <translation>
            <numerusform>must have at most %1 element, has %2</numerusform>
            <numerusform>must have at most %1 elements, has %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>must have at least %1 members, has %2</source>
        <translation>
            <numerusform>must have at least %1 member, has %2</numerusform>
            <numerusform>must have at least %1 members, has %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>must have at most %1 members, has %2</source>
        <translation>
            <numerusform>must have at most %1 member, has %2</numerusform>
            <numerusform>must have at most %1 members, has %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>is checked deeper than %1 levels; nest data and schema less</source>
        <translation>
            <numerusform>is checked deeper than %1 level; nest data and schema less</numerusform>
            <numerusform>is checked deeper than %1 levels; nest data and schema less</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fits none of the %1 alternatives of &quot;anyOf&quot;</source>
        <translation>
            <numerusform>does not fit the only alternative of &quot;anyOf&quot; (of %1)</numerusform>
            <numerusform>fits none of the %1 alternatives of &quot;anyOf&quot;</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>it is too large: more than %1 steps with its repetitions written out</source>
        <translation>
            <numerusform>it is too large: more than %1 step with its repetitions written out</numerusform>
            <numerusform>it is too large: more than %1 steps with its repetitions written out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 results of this game are awaited (limits.actions_in_flight)</source>
        <translation>
            <numerusform>%1 result of this game is awaited (limits.actions_in_flight)</numerusform>
            <numerusform>%1 results of this game are awaited (limits.actions_in_flight)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the game refused %1 answers</source>
        <translation>
            <numerusform>the game refused %1 answer</numerusform>
            <numerusform>the game refused %1 answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 forces of this game wait already (limits.forces_per_game)</source>
        <translation>
            <numerusform>%1 force of this game waits already (limits.forces_per_game)</numerusform>
            <numerusform>%1 forces of this game wait already (limits.forces_per_game)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>binary message of %1 bytes: the Neuro API is text only</source>
        <translation>
            <numerusform>binary message of %1 byte: the Neuro API is text only</numerusform>
            <numerusform>binary message of %1 bytes: the Neuro API is text only</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>binary message of %1 bytes: the hub takes text only</source>
        <translation>
            <numerusform>binary message of %1 byte: the hub takes text only</numerusform>
            <numerusform>binary message of %1 bytes: the hub takes text only</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>binary message of %1 bytes: watchers send JSON</source>
        <translation>
            <numerusform>binary message of %1 byte: watchers send JSON</numerusform>
            <numerusform>binary message of %1 bytes: watchers send JSON</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>too many hub clients: %1 are connected</source>
        <translation>
            <numerusform>too many hub clients: %1 is connected</numerusform>
            <numerusform>too many hub clients: %1 are connected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>no answer to a ping within %1 ms</source>
        <translation>
            <numerusform>no answer to a ping within %1 ms</numerusform>
            <numerusform>no answer to a ping within %1 ms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 more errors</source>
        <translation>
            <numerusform>%1 more error</numerusform>
            <numerusform>%1 more errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 more warnings</source>
        <translation>
            <numerusform>%1 more warning</numerusform>
            <numerusform>%1 more warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 actions of this message are refused already; &quot;%3&quot; and what follows it (%2 in all) is not read</source>
        <translation>
            <numerusform>%1 action of this message is refused already; &quot;%3&quot; and what follows it (%2 in all) is not read</numerusform>
            <numerusform>%1 actions of this message are refused already; &quot;%3&quot; and what follows it (%2 in all) is not read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>a game may have %1 actions; &quot;%3&quot; and what follows it (%2 in all) is not registered</source>
        <translation>
            <numerusform>a game may have %1 action; &quot;%3&quot; and what follows it (%2 in all) is not registered</numerusform>
            <numerusform>a game may have %1 actions; &quot;%3&quot; and what follows it (%2 in all) is not registered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>a message may name %1 actions; &quot;%3&quot; and what follows it (%2 in all) is passed over</source>
        <translation>
            <numerusform>a message may name %1 action; &quot;%3&quot; and what follows it (%2 in all) is passed over</numerusform>
            <numerusform>a message may name %1 actions; &quot;%3&quot; and what follows it (%2 in all) is passed over</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::models::JsonTreeModel</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::ConfigAppearance</name>
    <message numerus="yes">
        <source>You have given %Ln standing answers (“Always” or “Never”).</source>
        <translation>
            <numerusform>You have given %Ln standing answer (“Always” or “Never”).</numerusform>
            <numerusform>You have given %Ln standing answers (“Always” or “Never”).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::ConfigDialog</name>
    <message numerus="yes">
        <source>%1, %Ln errors</source>
        <translation>
            <numerusform>%1, %Ln error</numerusform>
            <numerusform>%1, %Ln errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln settings are wrong; nothing can be saved.</source>
        <translation>
            <numerusform>%Ln setting is wrong; nothing can be saved.</numerusform>
            <numerusform>%Ln settings are wrong; nothing can be saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::DiagnosticDetails</name>
    <message numerus="yes">
        <source>%Ln times, first %1, last %2</source>
        <translation>
            <numerusform>%Ln time, first %1, last %2</numerusform>
            <numerusform>%Ln times, first %1, last %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::DiagnosticsPanel</name>
    <message numerus="yes">
        <source>%Ln rows that had not happened for long were let go; a recording has them.</source>
        <translation>
            <numerusform>%Ln row that had not happened for long was let go; a recording has it.</numerusform>
            <numerusform>%Ln rows that had not happened for long were let go; a recording has them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::ForceCard</name>
    <message numerus="yes">
        <source>%Ln actions</source>
        <translation>
            <numerusform>%Ln action</numerusform>
            <numerusform>%Ln actions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::ForceDesk</name>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more: answer or drop some first.</source>
        <translation>
            <numerusform>%Ln more: answer or drop some first.</numerusform>
            <numerusform>%Ln more: answer or drop some first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more waited.</source>
        <translation>
            <numerusform>%Ln more waited.</numerusform>
            <numerusform>%Ln more waited.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::FormField</name>
    <message numerus="yes">
        <source>more than %Ln levels</source>
        <translation>
            <numerusform>more than %Ln level</numerusform>
            <numerusform>more than %Ln levels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>a constant of more than %Ln bytes</source>
        <translation>
            <numerusform>a constant of more than %Ln byte</numerusform>
            <numerusform>a constant of more than %Ln bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln choices</source>
        <translation>
            <numerusform>more than %Ln choice</numerusform>
            <numerusform>more than %Ln choices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln fields</source>
        <translation>
            <numerusform>more than %Ln field</numerusform>
            <numerusform>more than %Ln fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln rows</source>
        <translation>
            <numerusform>more than %Ln row</numerusform>
            <numerusform>more than %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::Inspector</name>
    <message numerus="yes">
        <source>binary, %Ln bytes</source>
        <translation>
            <numerusform>binary, %Ln byte</numerusform>
            <numerusform>binary, %Ln bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bytes</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::ListField</name>
    <message numerus="yes">
        <source>The list is full: %Ln rows</source>
        <translation>
            <numerusform>The list is full: %Ln row</numerusform>
            <numerusform>The list is full: %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::MainWindow</name>
    <message numerus="yes">
        <source>%Ln games are connected. Closing the window stops the relay and disconnects them.</source>
        <translation>
            <numerusform>%Ln game is connected. Closing the window stops the relay and disconnects it.</numerusform>
            <numerusform>%Ln games are connected. Closing the window stops the relay and disconnects them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln games</source>
        <translation>
            <numerusform>%Ln game</numerusform>
            <numerusform>%Ln games</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stop listening? %Ln connected games are disconnected.</source>
        <translation>
            <numerusform>Stop listening? %Ln connected game is disconnected.</numerusform>
            <numerusform>Stop listening? %Ln connected games are disconnected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln answers were taken back; whoever comes is asked about again.</source>
        <translation>
            <numerusform>%Ln answer was taken back; whoever comes is asked about again.</numerusform>
            <numerusform>%Ln answers were taken back; whoever comes is asked about again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln watchers</source>
        <translation>
            <numerusform>%Ln watcher</numerusform>
            <numerusform>%Ln watchers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::MarkdownView</name>
    <message numerus="yes">
        <source>… %Ln more characters: the traffic view has the whole text.</source>
        <translation>
            <numerusform>… %Ln more character: the traffic view has the whole text.</numerusform>
            <numerusform>… %Ln more characters: the traffic view has the whole text.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::NoticeBar</name>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… and %Ln more</numerusform>
            <numerusform>… and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::OutboxPanel</name>
    <message numerus="yes">
        <source>%Ln messages wait for Neuro</source>
        <translation>
            <numerusform>%Ln message waits for Neuro</numerusform>
            <numerusform>%Ln messages wait for Neuro</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln for integrations</source>
        <comment>how many wait for Neuro, how many wait</comment>
        <translation>
            <numerusform>%1, %Ln for integrations</numerusform>
            <numerusform>%1, %Ln for integrations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages waited for Neuro</source>
        <translation>
            <numerusform>%Ln message waited for Neuro</numerusform>
            <numerusform>%Ln messages waited for Neuro</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::RawMessageDialog</name>
    <message numerus="yes">
        <source>The message is too long: at most %Ln bytes are sent.</source>
        <translation>
            <numerusform>The message is too long: at most %Ln byte is sent.</numerusform>
            <numerusform>The message is too long: at most %Ln bytes are sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bytes</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::RecordingBanner</name>
    <message numerus="yes">
        <source>%Ln messages</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recordings one after the other</source>
        <translation>
            <numerusform>%Ln recording</numerusform>
            <numerusform>%Ln recordings one after the other</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines are damaged and left out.</source>
        <translation>
            <numerusform>%Ln line is damaged and left out.</numerusform>
            <numerusform>%Ln lines are damaged and left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines were lost when they were recorded.</source>
        <translation>
            <numerusform>%Ln line was lost when it was recorded.</numerusform>
            <numerusform>%Ln lines were lost when they were recorded.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::Recordings</name>
    <message numerus="yes">
        <source>%Ln recordings are open. Close one of them to open another.</source>
        <translation>
            <numerusform>%Ln recording is open. Close it to open another.</numerusform>
            <numerusform>%Ln recordings are open. Close one of them to open another.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::RegistrationNotices</name>
    <message numerus="yes">
        <source>%1 (%Ln times)</source>
        <translation>
            <numerusform>%1 (%Ln time)</numerusform>
            <numerusform>%1 (%Ln times)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::RelayStatusBar</name>
    <message numerus="yes">
        <source>%Ln frames skipped here</source>
        <translation>
            <numerusform>%Ln frame skipped here</numerusform>
            <numerusform>%Ln frames skipped here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::UpstreamButton</name>
    <message numerus="yes">
        <source>%Ln attempts failed in a row.</source>
        <translation>
            <numerusform>%Ln attempt failed.</numerusform>
            <numerusform>%Ln attempts failed in a row.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages (%1) wait in memory to go up.</source>
        <translation>
            <numerusform>%Ln message (%1) waits in memory to go up.</numerusform>
            <numerusform>%Ln messages (%1) wait in memory to go up.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::UpstreamNotices</name>
    <message numerus="yes">
        <source>%Ln messages of an earlier run wait to be delivered.</source>
        <translation>
            <numerusform>%Ln message of an earlier run waits to be delivered.</numerusform>
            <numerusform>%Ln messages of an earlier run wait to be delivered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages for Neuro were dropped: %1</source>
        <translation>
            <numerusform>%Ln message for Neuro was dropped: %1</numerusform>
            <numerusform>%Ln messages for Neuro were dropped: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drop %Ln messages that wait for Neuro? She will never read them.</source>
        <translation>
            <numerusform>Drop %Ln message that waits for Neuro? She will never read it.</numerusform>
            <numerusform>Drop %Ln messages that wait for Neuro? She will never read them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages for %1 were dropped: %2</source>
        <translation>
            <numerusform>%Ln message for %1 was dropped: %2</numerusform>
            <numerusform>%Ln messages for %1 were dropped: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drop %Ln messages that wait for %1? They will never arrive there.</source>
        <translation>
            <numerusform>Drop %Ln message that waits for %1? It will never arrive there.</numerusform>
            <numerusform>Drop %Ln messages that wait for %1? They will never arrive there.</numerusform>
        </translation>
    </message>
</context>
</TS>
