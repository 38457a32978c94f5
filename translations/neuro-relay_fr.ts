<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
<context>
    <name>CommandError</name>
    <message>
        <source>This force is already over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This force was answered already; the game&apos;s result is awaited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The game has left. Try again when it is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The game does not offer this action (any more). Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data does not fit the action&apos;s schema. Correct it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data could be made for the allowed actions. Answer by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many actions await their results. Wait until the game has answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody must decide: choose at least one decider.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Deciders</name>
    <message>
        <source>You answer in the force desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A random action with random data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first action with the smallest data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FrameSummary</name>
    <message>
        <source>ok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>register every action again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may be closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no need to stop any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop at a good moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one part finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has the wrong type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a field is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>binary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no action waits for this result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a name for an action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused: %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FrameText</name>
    <message>
        <source>Refused: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused at %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the relay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the game</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Answer the force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the action 1 to 9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer at random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the answer as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Focused card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Neuro Relay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Icon of Neuro Relay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neuro Relay %1

A WebSocket relay between many games and one Neuro, and a monitor for its operator.

MIT licence. Built with Qt %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Integrations</name>
    <message>
        <source>1 warning or error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 warnings and errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>away %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 messages per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, takes data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected from %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JsonTree</name>
    <message>
        <source>&quot;%1&quot; string, %2 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 member</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 members</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainActions</name>
    <message>
        <source>&amp;Export session…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save what was recorded so far to a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the relay and close the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write every message to the session log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clear traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty the table of messages; the recording keeps them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy what Neuro &amp;reads as Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the chosen entries of “Neuro reads”, or all of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Listen for games</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open or close the door for games; closing disconnects them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy what games connect to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change &amp;port…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen on another port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold forces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask nobody about any force until this is switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next waiting force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next card of the force desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask all games to &amp;register again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every game sends its actions anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Demo games</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fi&amp;lter traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only messages that hold certain words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;all traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take away the filter, the game&apos;s and the force&apos;s restriction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for text in the shown messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next message found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the message found before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ollow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the newest message in sight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mark message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark the chosen message, or take its mark away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next mar&amp;k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next marked message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the chosen row of the traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the chosen message as it came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this fo&amp;rce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only what belongs to the chosen message&apos;s force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Col&amp;umns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore &amp;default layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panels and columns as they were at the first start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys of this window and of the force desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Neuro Relay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;lay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RelayStatusBar</name>
    <message>
        <source>1 game</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 games</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>relay %1 ms p50 · %2 ms p99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session %1 · not recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session %1 · %2 frames · %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lines lost</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>%1 (silent)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 asks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neuro to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, ok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 offers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 withdraws</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::models::ForceModel</name>
    <message>
        <source>%1 (priority %2, %3)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::models::IntegrationsModel</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::models::JsonTreeModel</name>
    <message>
        <source>Not JSON, at byte %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::models::TrafficModel</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Milliseconds since the row above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Δ ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Milliseconds from the question to this answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency ms</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::ActionPicker</name>
    <message>
        <source>Alt+%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No action can be chosen: the game has unregistered them all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions; type to search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::ComboField</name>
    <message>
        <source>Choose one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::ConstantField</name>
    <message>
        <source>Fixed by the schema</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, fixed: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::DeciderButton</name>
    <message>
        <source>Who answers when a game forces Neuro to act</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::DeciderList</name>
    <message>
        <source>Who answers a force, asked from top to bottom:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask %1 earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask %1 later</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::DemoLauncher</name>
    <message>
        <source>Tic-tac-toe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rock-paper-scissors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo %1 could not be started: %2. Check that %3 may be run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo %1 ended with an error: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::EmptyGames</name>
    <message>
        <source>Copy address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the relay&apos;s address for your game&apos;s settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or try a demo game:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start %1 beside this window; it connects by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No game yet. Point your game at
%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No game can connect: the relay does not listen. Start it with the button “Relay” above.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::FindBar</name>
    <message>
        <source>Find in the shown messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the next one (F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the previous one (Shift+F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::ForceCard</name>
    <message>
        <source>%1 asks: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More for this force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer without checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer with a random action and random data (Alt+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Really drop?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End this force without an answer. This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not done: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make this force yours, without a time limit (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Shift+click sends it all the same (Ctrl+Shift+Enter).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the chosen action (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the deciders again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask nobody until resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last answer: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is deciding · no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is deciding · the time is over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is deciding · %2 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answers in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sent, waiting for the game&apos;s result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The game refused %1; to be decided again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held: nobody is asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 action</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n actions</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 succeeded%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: withdrawn%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: dropped%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: nobody answered in time%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The game refused %1 without saying why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The game refused %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::ForceDesk</name>
    <message>
        <source>No force waits.
When a game asks Neuro to act, its question appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Force desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more: answer or drop some first.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::FormField</name>
    <message>
        <source>$ref that leads nowhere in this schema</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than %1 levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a constant of more than %1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>several types</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no type is given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an enum without values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than %1 choices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choices that are too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of different things</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than %1 fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than %1 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an object with members of any name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>required, but the schema does not describe it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the schema cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the schema is not valid: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the schema does not say &quot;type&quot;: &quot;object&quot;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::GroupField</name>
    <message>
        <source>No members</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, required</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Include %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Include this optional member. %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::Inspector</name>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>binary, %1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms after its question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>force %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a row of the traffic to see its message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message as a tree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message as it came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the whole message as it came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A binary message has no tree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This message is larger than %1 MiB: see its text under Raw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not JSON: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first %1 of %2 bytes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::IntegrationsView</name>
    <message>
        <source>Integrations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send action…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask to register actions again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask to shut down when it suits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the wish to shut down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shut down at once…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shut down %1 at once? What is not saved there may be lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shut down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnect…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnect %1? Its forces are withdrawn; it may connect again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::JsonEditor</name>
    <message>
        <source>JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no JSON here yet: write a value, such as {} or &quot;text&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::JsonField</name>
    <message>
        <source>%1 as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON (%1)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::ListField</name>
    <message>
        <source>Add a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a row to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, row %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list is full: %1 rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::MainWindow</name>
    <message>
        <source>Neuro Relay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Integrations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neuro reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Force desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start or end the demo game %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the panel %1 (Ctrl+%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A game is connected. Closing the window stops the relay and disconnects it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 games are connected. Closing the window stops the relay and disconnects them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 game</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 games</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session logs (*.jsonl);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting to %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session was not exported: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop listening? The connected game is disconnected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop listening? %1 connected games are disconnected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop listening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::MarkdownView</name>
    <message numerus="yes">
        <source>… %n more characters: the traffic view has the whole text.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>State of the game</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::NoticeBar</name>
    <message>
        <source>Notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::NullableField</name>
    <message>
        <source>null</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is null</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send null instead of a value</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::NumberField</name>
    <message>
        <source>Type a whole number, such as 3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number, such as 1.5.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::PanelLayout</name>
    <message>
        <source>Show or hide the panel %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::PriorityPill</name>
    <message>
        <source>Priority: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::RadioField</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::RelayButton</name>
    <message>
        <source>Relay on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Games connect to:
%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay cannot listen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay is starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No game can connect now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::RelayNotices</name>
    <message>
        <source>A web page without an address (a local file, or a sandboxed frame) wants to connect as a game.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wants to connect as a game.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay cannot listen on port %1, so no game can connect: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Games connect to port %1. On another port they are disconnected first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session is not recorded completely: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a new recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::RelayStatusBar</name>
    <message>
        <source>Connected games and the actions that they offer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time that a message spends in the relay: the median, and what 99 of 100 stay below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time since the start, and what is recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages that this window could not keep up with. They are in the session log; the relay missed none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 msg/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 frames skipped here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::SchemaForm</name>
    <message>
        <source>Data of %1 as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent unchecked: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No form: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edited as JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form cannot show this JSON: correct it, or answer with it as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edited as JSON: the form cannot show this data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is not JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A field has no value yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schema is too costly to check this data with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>place, error</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data does not satisfy the schema.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resulting JSON: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::SendActionDialog</name>
    <message>
        <source>to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This action takes no data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in random data that satisfies the schema</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch between form and JSON (Ctrl+J)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the action (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Shift+click sends it all the same (Ctrl+Shift+Enter).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No random data can be made: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send action: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::TextField</name>
    <message>
        <source>Several lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several lines for %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::TimeBar</name>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::TrafficFilterBar</name>
    <message>
        <source>Show the traffic of all games again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show more than this force&apos;s traffic again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter: words in message, game or command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the messages that hold all of these words (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Game: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the game %1; press to show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Force %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only force %1; press to show all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::TrafficView</name>
    <message>
        <source>Traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the newest message in sight (Ctrl+Shift+F). Scrolling up stops it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the columns of the traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No message yet. Every message between the games and the relay appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No message passes the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy message as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this game</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this force</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::TranscriptView</name>
    <message>
        <source>asks:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neuro does:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ok:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now possible:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no longer possible:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neuro reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet. What the games tell Neuro, and what she does, is written down here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Game</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the entries of one game only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the newest entry in sight. Scrolling up stops it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the chosen entries, or all when none is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All games</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>neuro::ui::WindowSettings</name>
    <message>
        <source>%1 cannot be written, so the window&apos;s layout and answers are not kept. Check the permissions of the file and its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged, so the window starts with its defaults. Remove the file if this goes on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
