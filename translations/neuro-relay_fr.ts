<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
<context>
    <name>CommandError</name>
    <message>
        <source>This force is already over.</source>
        <translation>Cette action forcée est déjà terminée.</translation>
    </message>
    <message>
        <source>This force was answered already; the game&apos;s result is awaited.</source>
        <translation>Cette action forcée a déjà reçu une réponse&#x202f;; le résultat du jeu est attendu.</translation>
    </message>
    <message>
        <source>The game has left. Try again when it is connected.</source>
        <translation>Le jeu est parti. Réessayez quand il sera connecté.</translation>
    </message>
    <message>
        <source>The game does not offer this action (any more). Choose another one.</source>
        <translation>Le jeu ne propose pas (ou plus) cette action. Choisissez-en une autre.</translation>
    </message>
    <message>
        <source>The data does not fit the action&apos;s schema. Correct it and try again.</source>
        <translation>Les données ne respectent pas le schéma de l’action. Corrigez-les et réessayez.</translation>
    </message>
    <message>
        <source>No data could be made for the allowed actions. Answer by hand.</source>
        <translation>Impossible de produire des données pour les actions autorisées. Répondez à la main.</translation>
    </message>
    <message>
        <source>Too many actions await their results. Wait until the game has answered.</source>
        <translation>Trop d’actions attendent leur résultat. Attendez que le jeu ait répondu.</translation>
    </message>
    <message>
        <source>Somebody must decide: choose at least one decider.</source>
        <translation>Quelqu’un doit décider&#xa0;: choisissez au moins un décideur.</translation>
    </message>
</context>
<context>
    <name>Deciders</name>
    <message>
        <source>You answer in the force desk.</source>
        <translation>Vous répondez dans le panneau «&#xa0;Actions forcées&#xa0;».</translation>
    </message>
    <message>
        <source>A random action with random data.</source>
        <translation>Une action au hasard, avec des données aléatoires.</translation>
    </message>
    <message>
        <source>The first action with the smallest data.</source>
        <translation>La première action, avec les données les plus courtes.</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Opérateur</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Hasard</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Première action</translation>
    </message>
</context>
<context>
    <name>ForceText</name>
    <message>
        <source>low</source>
        <translation>basse</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>moyenne</translation>
    </message>
    <message>
        <source>high</source>
        <translation>haute</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>critique</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>en attente</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>en cours de décision</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>répondue</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>réussie</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échouée</translation>
    </message>
    <message>
        <source>held</source>
        <translation>en pause</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>retirée</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>abandonnée</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>expirée</translation>
    </message>
</context>
<context>
    <name>FrameSummary</name>
    <message>
        <source>ok</source>
        <translation>succès</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>register every action again</source>
        <translation>redéclarer toutes les actions</translation>
    </message>
    <message>
        <source>may be closed</source>
        <translation>peut être fermé</translation>
    </message>
    <message>
        <source>stop now</source>
        <translation>s’arrêter immédiatement</translation>
    </message>
    <message>
        <source>no need to stop any more</source>
        <translation>plus besoin de s’arrêter</translation>
    </message>
    <message>
        <source>stop at a good moment</source>
        <translation>s’arrêter au moment opportun</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>annulé</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>terminé</translation>
    </message>
    <message>
        <source>one part finished</source>
        <translation>une partie terminée</translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation>1 octet</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 octets</translation>
    </message>
    <message>
        <source>not JSON</source>
        <translation>pas du JSON</translation>
    </message>
    <message>
        <source>%1 has the wrong type</source>
        <translation>%1 n’est pas du bon type</translation>
    </message>
    <message>
        <source>a field is missing</source>
        <translation>un champ manque</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>%1 manque</translation>
    </message>
    <message>
        <source>unknown command</source>
        <translation>commande inconnue</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>binaire</translation>
    </message>
    <message>
        <source>too many</source>
        <translation>trop nombreux</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>trop volumineux</translation>
    </message>
    <message>
        <source>no such action</source>
        <translation>action inexistante</translation>
    </message>
    <message>
        <source>no action waits for this result</source>
        <translation>aucune action n’attend ce résultat</translation>
    </message>
    <message>
        <source>not a name for an action</source>
        <translation>nom d’action non valable</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>refusé</translation>
    </message>
    <message>
        <source>refused: %1, %2</source>
        <translation>refusé&#xa0;: %1, %2</translation>
    </message>
    <message>
        <source>refused: %1</source>
        <translation>refusé&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>FrameText</name>
    <message>
        <source>Refused: %1</source>
        <translation>Refusé&#xa0;: %1</translation>
    </message>
    <message>
        <source>Refused at %1: %2</source>
        <translation>Refusé à %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation>connexion %1</translation>
    </message>
    <message>
        <source>to the relay</source>
        <translation>vers le relais</translation>
    </message>
    <message>
        <source>to the game</source>
        <translation>vers le jeu</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Answer the force</source>
        <translation>Répondre à l’action forcée</translation>
    </message>
    <message>
        <source>Choose the action 1 to 9</source>
        <translation>Choisir l’action 1 à 9</translation>
    </message>
    <message>
        <source>Answer at random</source>
        <translation>Répondre au hasard</translation>
    </message>
    <message>
        <source>Edit the answer as JSON</source>
        <translation>Modifier la réponse en JSON</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenêtre</translation>
    </message>
    <message>
        <source>Focused card</source>
        <translation>Carte active</translation>
    </message>
    <message>
        <source>About Neuro Relay</source>
        <translation>À propos de Neuro Relay</translation>
    </message>
    <message>
        <source>Icon of Neuro Relay</source>
        <translation>Icône de Neuro Relay</translation>
    </message>
    <message>
        <source>Neuro Relay %1

A WebSocket relay between many games and one Neuro, and a monitor for its operator.

MIT licence. Built with Qt %2.</source>
        <translation>Neuro Relay %1

Un relais WebSocket entre plusieurs jeux et une seule Neuro, avec un moniteur pour son opérateur.

Licence MIT. Fonctionne avec Qt %2.</translation>
    </message>
</context>
<context>
    <name>Integrations</name>
    <message>
        <source>1 warning or error</source>
        <translation>1 avertissement ou erreur</translation>
    </message>
    <message>
        <source>%1 warnings and errors</source>
        <translation>%1 avertissements et erreurs</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>away %1</source>
        <translation>absent %1</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>connecté</translation>
    </message>
    <message>
        <source>%1 messages per second</source>
        <translation>%1 messages par seconde</translation>
    </message>
    <message>
        <source>%1, takes data</source>
        <translation>%1, avec données</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Non connecté</translation>
    </message>
    <message>
        <source>Left: %1</source>
        <translation>Parti&#xa0;: %1</translation>
    </message>
    <message>
        <source>Connected from %1</source>
        <translation>Connecté depuis %1</translation>
    </message>
</context>
<context>
    <name>JsonTree</name>
    <message>
        <source>&quot;%1&quot; string, %2 characters</source>
        <translation>&quot;%1&quot;, chaîne de %2 caractères</translation>
    </message>
    <message>
        <source>1 item</source>
        <translation>1 élément</translation>
    </message>
    <message>
        <source>%1 items</source>
        <translation>%1 éléments</translation>
    </message>
    <message>
        <source>1 member</source>
        <translation>1 membre</translation>
    </message>
    <message>
        <source>%1 members</source>
        <translation>%1 membres</translation>
    </message>
</context>
<context>
    <name>MainActions</name>
    <message>
        <source>&amp;Export session…</source>
        <translation>&amp;Exporter…</translation>
    </message>
    <message>
        <source>Save what was recorded so far to a file</source>
        <translation>Enregistrer dans un fichier le journal de session tel qu’il est à présent</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>Stop the relay and close the window</source>
        <translation>Arrêter le relais et fermer la fenêtre</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Enregistrement</translation>
    </message>
    <message>
        <source>Write every message to the session log</source>
        <translation>Écrire chaque message dans le journal de session</translation>
    </message>
    <message>
        <source>&amp;Clear traffic</source>
        <translation>&amp;Effacer le trafic</translation>
    </message>
    <message>
        <source>Empty the table of messages; the recording keeps them</source>
        <translation>Vider le tableau des messages&#x202f;; l’enregistrement les conserve</translation>
    </message>
    <message>
        <source>Copy what Neuro &amp;reads as Markdown</source>
        <translation>&amp;Copier «&#xa0;Lu par Neuro&#xa0;» en Markdown</translation>
    </message>
    <message>
        <source>Copy the chosen entries of “Neuro reads”, or all of them</source>
        <translation>Copier les entrées sélectionnées de «&#xa0;Lu par Neuro&#xa0;», ou toutes</translation>
    </message>
    <message>
        <source>&amp;Listen for games</source>
        <translation>À &amp;l’écoute des jeux</translation>
    </message>
    <message>
        <source>Open or close the door for games; closing disconnects them</source>
        <translation>Ouvrir ou fermer la porte aux jeux&#x202f;; la fermer les déconnecte</translation>
    </message>
    <message>
        <source>&amp;Copy address</source>
        <translation>&amp;Copier l’adresse</translation>
    </message>
    <message>
        <source>Copy what games connect to</source>
        <translation>Copier l’adresse à laquelle les jeux se connectent</translation>
    </message>
    <message>
        <source>Change &amp;port…</source>
        <translation>Changer de &amp;port…</translation>
    </message>
    <message>
        <source>Listen on another port</source>
        <translation>Écouter sur un autre port</translation>
    </message>
    <message>
        <source>Hold forces</source>
        <translation>Tout en pause</translation>
    </message>
    <message>
        <source>Ask nobody about any force until this is switched off</source>
        <translation>Ne soumettre aucune action forcée à personne tant que ceci est activé</translation>
    </message>
    <message>
        <source>&amp;Next waiting force</source>
        <translation>Action forcée &amp;suivante</translation>
    </message>
    <message>
        <source>Go to the next card of the force desk</source>
        <translation>Aller à la carte suivante du panneau «&#xa0;Actions forcées&#xa0;»</translation>
    </message>
    <message>
        <source>Ask all games to &amp;register again</source>
        <translation>Demander à tous les jeux de &amp;redéclarer leurs actions</translation>
    </message>
    <message>
        <source>Every game sends its actions anew</source>
        <translation>Chaque jeu envoie de nouveau ses actions</translation>
    </message>
    <message>
        <source>&amp;Demo games</source>
        <translation>Jeux de &amp;démonstration</translation>
    </message>
    <message>
        <source>Fi&amp;lter traffic</source>
        <translation>&amp;Filtrer le trafic</translation>
    </message>
    <message>
        <source>Show only messages that hold certain words</source>
        <translation>Afficher seulement les messages qui contiennent certains mots</translation>
    </message>
    <message>
        <source>Show &amp;all traffic</source>
        <translation>Afficher &amp;tout le trafic</translation>
    </message>
    <message>
        <source>Take away the filter, the game&apos;s and the force&apos;s restriction</source>
        <translation>Retirer le filtre et les restrictions à un jeu ou à une action forcée</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Rechercher…</translation>
    </message>
    <message>
        <source>Look for text in the shown messages</source>
        <translation>Rechercher un texte dans les messages affichés</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>Rechercher le suiva&amp;nt</translation>
    </message>
    <message>
        <source>Go to the next message found</source>
        <translation>Aller au message trouvé suivant</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>Rechercher le précé&amp;dent</translation>
    </message>
    <message>
        <source>Go to the message found before</source>
        <translation>Aller au message trouvé précédent</translation>
    </message>
    <message>
        <source>F&amp;ollow</source>
        <translation>&amp;Suivre</translation>
    </message>
    <message>
        <source>Keep the newest message in sight</source>
        <translation>Garder visible le message le plus récent</translation>
    </message>
    <message>
        <source>&amp;Mark message</source>
        <translation>&amp;Marquer le message</translation>
    </message>
    <message>
        <source>Mark the chosen message, or take its mark away</source>
        <translation>Marquer le message sélectionné, ou retirer sa marque</translation>
    </message>
    <message>
        <source>Next mar&amp;k</source>
        <translation>Marque sui&amp;vante</translation>
    </message>
    <message>
        <source>Go to the next marked message</source>
        <translation>Aller au message marqué suivant</translation>
    </message>
    <message>
        <source>&amp;Copy row</source>
        <translation>&amp;Copier la ligne</translation>
    </message>
    <message>
        <source>Copy the chosen row of the traffic</source>
        <translation>Copier la ligne sélectionnée du trafic</translation>
    </message>
    <message>
        <source>Copy &amp;JSON</source>
        <translation>Copier le &amp;JSON</translation>
    </message>
    <message>
        <source>Copy the chosen message as it came</source>
        <translation>Copier le message sélectionné tel quel</translation>
    </message>
    <message>
        <source>Only this fo&amp;rce</source>
        <translation>Cette action f&amp;orcée seulement</translation>
    </message>
    <message>
        <source>Show only what belongs to the chosen message&apos;s force</source>
        <translation>Afficher seulement ce qui se rapporte à l’action forcée du message sélectionné</translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation>&amp;Aller à</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Panneaux</translation>
    </message>
    <message>
        <source>Col&amp;umns</source>
        <translation>Co&amp;lonnes</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>T&amp;hème</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;Système</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Clair</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>S&amp;ombre</translation>
    </message>
    <message>
        <source>Restore &amp;default layout</source>
        <translation>Rétablir la disposition par défa&amp;ut</translation>
    </message>
    <message>
        <source>Panels and columns as they were at the first start</source>
        <translation>Panneaux et colonnes comme au premier démarrage</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Raccourcis clavier</translation>
    </message>
    <message>
        <source>All keys of this window and of the force desk</source>
        <translation>Toutes les touches de cette fenêtre et du panneau «&#xa0;Actions forcées&#xa0;»</translation>
    </message>
    <message>
        <source>&amp;About Neuro Relay</source>
        <translation>À &amp;propos de Neuro Relay</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version et licence</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Session</source>
        <translation>&amp;Session</translation>
    </message>
    <message>
        <source>Re&amp;lay</source>
        <translation>Re&amp;lais</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ai&amp;de</translation>
    </message>
</context>
<context>
    <name>RelayStatusBar</name>
    <message>
        <source>1 game</source>
        <translation>1 jeu</translation>
    </message>
    <message>
        <source>%1 games</source>
        <translation>%1 jeux</translation>
    </message>
    <message>
        <source>1 action</source>
        <translation>1 action</translation>
    </message>
    <message>
        <source>%1 actions</source>
        <translation>%1 actions</translation>
    </message>
    <message>
        <source>relay %1 ms p50 · %2 ms p99</source>
        <translation>relais %1&#xa0;ms p50 · %2&#xa0;ms p99</translation>
    </message>
    <message>
        <source>session %1 · not recorded</source>
        <translation>session %1 · non enregistrée</translation>
    </message>
    <message>
        <source>session %1 · %2 frames · %3</source>
        <translation>session %1 · %2 trames · %3</translation>
    </message>
    <message>
        <source>%1 lines lost</source>
        <translation>%1 lignes perdues</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>%1 (silent)</source>
        <translation>%1 (silencieux)</translation>
    </message>
    <message>
        <source>%1 asks</source>
        <translation>%1 demande</translation>
    </message>
    <message>
        <source>Neuro to %1</source>
        <translation>Neuro à %1</translation>
    </message>
    <message>
        <source>%1, ok</source>
        <translation>%1, succès</translation>
    </message>
    <message>
        <source>%1, failed</source>
        <translation>%1, échec</translation>
    </message>
    <message>
        <source>%1 offers</source>
        <translation>%1 propose</translation>
    </message>
    <message>
        <source>%1 withdraws</source>
        <translation>%1 retire</translation>
    </message>
</context>
<context>
    <name>neuro::models::ForceModel</name>
    <message>
        <source>%1 (priority %2, %3)</source>
        <translation>%1 (priorité %2, %3)</translation>
    </message>
</context>
<context>
    <name>neuro::models::IntegrationsModel</name>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>État</translation>
    </message>
</context>
<context>
    <name>neuro::models::JsonTreeModel</name>
    <message>
        <source>Not JSON, at byte %1: %2</source>
        <translation>Pas du JSON, à l’octet %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Clé</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 de plus</translation>
    </message>
</context>
<context>
    <name>neuro::models::TrafficModel</name>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Milliseconds since the row above</source>
        <translation>Millisecondes depuis la ligne du dessus</translation>
    </message>
    <message>
        <source>Δ ms</source>
        <translation>Δ ms</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Sens</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>Pair</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Résumé</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Octets</translation>
    </message>
    <message>
        <source>Milliseconds from the question to this answer</source>
        <translation>Millisecondes entre la question et cette réponse</translation>
    </message>
    <message>
        <source>Latency ms</source>
        <translation>Latence ms</translation>
    </message>
</context>
<context>
    <name>neuro::ui::ActionPicker</name>
    <message>
        <source>Alt+%1</source>
        <translation>Alt+%1</translation>
    </message>
    <message>
        <source>No action can be chosen: the game has unregistered them all.</source>
        <translation>Aucune action à choisir&#xa0;: le jeu les a toutes retirées.</translation>
    </message>
    <message>
        <source>Actions; type to search</source>
        <translation>Actions&#x202f;; tapez pour rechercher</translation>
    </message>
</context>
<context>
    <name>neuro::ui::ComboField</name>
    <message>
        <source>Choose one.</source>
        <translation>Faites un choix.</translation>
    </message>
</context>
<context>
    <name>neuro::ui::ConstantField</name>
    <message>
        <source>Fixed by the schema</source>
        <translation>Fixé par le schéma</translation>
    </message>
    <message>
        <source>%1, fixed: %2</source>
        <translation>%1, fixe&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>neuro::ui::DeciderButton</name>
    <message>
        <source>Who answers when a game forces Neuro to act</source>
        <translation>Qui répond quand un jeu oblige Neuro à agir</translation>
    </message>
    <message>
        <source>Decide: %1</source>
        <translation>Décideurs&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>neuro::ui::DeciderList</name>
    <message>
        <source>Who answers a force, asked from top to bottom:</source>
        <translation>Qui répond à une action forcée, de haut en bas&#xa0;:</translation>
    </message>
    <message>
        <source>Ask %1 earlier</source>
        <translation>Interroger «&#xa0;%1&#xa0;» plus tôt</translation>
    </message>
    <message>
        <source>Ask %1 later</source>
        <translation>Interroger «&#xa0;%1&#xa0;» plus tard</translation>
    </message>
</context>
<context>
    <name>neuro::ui::DemoLauncher</name>
    <message>
        <source>Tic-tac-toe</source>
        <translation>Morpion</translation>
    </message>
    <message>
        <source>Rock-paper-scissors</source>
        <translation>Pierre-feuille-ciseaux</translation>
    </message>
    <message>
        <source>The demo %1 could not be started: %2. Check that %3 may be run.</source>
        <translation>La démonstration «&#xa0;%1&#xa0;» n’a pas pu démarrer&#xa0;: %2. Vérifiez que vous pouvez exécuter %3.</translation>
    </message>
    <message>
        <source>The demo %1 ended with an error: %2</source>
        <translation>La démonstration «&#xa0;%1&#xa0;» s’est terminée par une erreur&#xa0;: %2</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>code de sortie %1</translation>
    </message>
</context>
<context>
    <name>neuro::ui::EmptyGames</name>
    <message>
        <source>Copy address</source>
        <translation>Copier l’adresse</translation>
    </message>
    <message>
        <source>Copy the relay&apos;s address for your game&apos;s settings</source>
        <translation>Copier l’adresse du relais pour les réglages de votre jeu</translation>
    </message>
    <message>
        <source>or try a demo game:</source>
        <translation>ou essayez un jeu de démonstration&#xa0;:</translation>
    </message>
    <message>
        <source>Start %1 beside this window; it connects by itself</source>
        <translation>Démarrer «&#xa0;%1&#xa0;» à côté de cette fenêtre&#x202f;; le jeu se connecte de lui-même</translation>
    </message>
    <message>
        <source>%1 is starting…</source>
        <translation>%1 démarre…</translation>
    </message>
    <message>
        <source>No game yet. Point your game at
%1</source>
        <translation>Aucun jeu pour l’instant. Dirigez le vôtre vers
%1</translation>
    </message>
    <message>
        <source>No game can connect: the relay does not listen. Start it with the button “Relay” above.</source>
        <translation>Aucun jeu ne peut se connecter&#xa0;: le relais n’est pas à l’écoute. Démarrez-le avec le bouton «&#xa0;Relais&#xa0;» ci-dessus.</translation>
    </message>
</context>
<context>
    <name>neuro::ui::FindBar</name>
    <message>
        <source>Find in the shown messages</source>
        <translation>Rechercher dans les messages affichés</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Find the next one (F3)</source>
        <translation>Rechercher le suivant (F3)</translation>
    </message>
    <message>
        <source>Find the previous one (Shift+F3)</source>
        <translation>Rechercher le précédent (Shift+F3)</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
</context>
<context>
    <name>neuro::ui::ForceCard</name>
    <message>
        <source>%1 asks: %2</source>
        <translation>%1 demande&#xa0;: %2</translation>
    </message>
    <message>
        <source>Show or hide the details</source>
        <translation>Afficher ou masquer les détails</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>More for this force</source>
        <translation>Plus de commandes pour cette action forcée</translation>
    </message>
    <message>
        <source>Edit as JSON</source>
        <translation>Modifier en JSON</translation>
    </message>
    <message>
        <source>Answer without checking</source>
        <translation>Répondre sans vérifier</translation>
    </message>
    <message>
        <source>Only this force</source>
        <translation>Cette action forcée seulement</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Hasard</translation>
    </message>
    <message>
        <source>Answer with a random action and random data (Alt+R)</source>
        <translation>Répondre par une action au hasard avec des données aléatoires (Alt+R)</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Abandon</translation>
    </message>
    <message>
        <source>Really drop?</source>
        <translation>Vraiment&#x202f;?</translation>
    </message>
    <message>
        <source>End this force without an answer. This cannot be undone.</source>
        <translation>Terminer cette action forcée sans réponse. C’est irréversible.</translation>
    </message>
    <message>
        <source>Not done: %1</source>
        <translation>Non effectué&#xa0;: %1</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Prendre</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Répondre</translation>
    </message>
    <message>
        <source>Make this force yours, without a time limit (Ctrl+Enter)</source>
        <translation>Prendre la main sur cette action forcée, sans limite de temps (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>%1 Shift+click sends it all the same (Ctrl+Shift+Enter).</source>
        <translation>%1 Shift+clic l’envoie quand même (Ctrl+Shift+Enter).</translation>
    </message>
    <message>
        <source>Send the chosen action (Ctrl+Enter)</source>
        <translation>Envoyer l’action choisie (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprise</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Ask the deciders again</source>
        <translation>Interroger de nouveau les décideurs</translation>
    </message>
    <message>
        <source>Ask nobody until resumed</source>
        <translation>N’interroger personne avant la reprise</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Envoi…</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>Dernière réponse</translation>
    </message>
    <message>
        <source>Last answer: %1</source>
        <translation>Dernière réponse&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1&#xa0;s</translation>
    </message>
    <message>
        <source>%1 is deciding · no limit</source>
        <translation>Décideur&#xa0;: %1 · sans limite</translation>
    </message>
    <message>
        <source>%1 is deciding · the time is over</source>
        <translation>Décideur&#xa0;: %1 · temps écoulé</translation>
    </message>
    <message>
        <source>%1 is deciding · %2 left</source>
        <translation>Décideur&#xa0;: %1 · reste %2</translation>
    </message>
    <message>
        <source>%1 answers in %2</source>
        <translation>Décideur&#xa0;: %1 · répond dans %2</translation>
    </message>
    <message>
        <source>waiting for its turn</source>
        <translation>attend son tour</translation>
    </message>
    <message>
        <source>%1 sent, waiting for the game&apos;s result</source>
        <translation>%1 envoyée, résultat du jeu attendu</translation>
    </message>
    <message>
        <source>The game refused %1; to be decided again</source>
        <translation>Le jeu a refusé %1&#x202f;; à décider de nouveau</translation>
    </message>
    <message>
        <source>Held: nobody is asked</source>
        <translation>En pause&#xa0;: personne n’est interrogé</translation>
    </message>
    <message>
        <source>1 action</source>
        <translation>1 action</translation>
    </message>
    <message numerus="yes">
        <source>%n actions</source>
        <translation>
            <numerusform>%n action</numerusform>
            <numerusform>%n actions</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source> (%1)</source>
        <translation> (%1)</translation>
    </message>
    <message>
        <source>%1: %2 succeeded%3</source>
        <translation>%1&#xa0;: %2 a réussi%3</translation>
    </message>
    <message>
        <source>%1: withdrawn%2</source>
        <translation>%1&#xa0;: retirée%2</translation>
    </message>
    <message>
        <source>%1: dropped%2</source>
        <translation>%1&#xa0;: abandonnée%2</translation>
    </message>
    <message>
        <source>%1: nobody answered in time%2</source>
        <translation>%1&#xa0;: personne n’a répondu à temps%2</translation>
    </message>
    <message>
        <source>The game refused %1 without saying why.</source>
        <translation>Le jeu a refusé %1 sans dire pourquoi.</translation>
    </message>
    <message>
        <source>The game refused %1: %2</source>
        <translation>Le jeu a refusé %1&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>neuro::ui::ForceDesk</name>
    <message>
        <source>No force waits.
When a game asks Neuro to act, its question appears here.</source>
        <translation>Aucune action forcée en attente.
Quand un jeu demande à Neuro d’agir, sa question apparaît ici.</translation>
    </message>
    <message>
        <source>Last outcome</source>
        <translation>Dernière issue</translation>
    </message>
    <message>
        <source>Force desk</source>
        <translation>Actions forcées</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n en attente</numerusform>
            <numerusform>%n en attente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more: answer or drop some first.</source>
        <translation>
            <numerusform>%n autre&#xa0;: répondez d’abord à celles-ci ou abandonnez-en.</numerusform>
            <numerusform>%n autres&#xa0;: répondez d’abord à celles-ci ou abandonnez-en.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::FormField</name>
    <message>
        <source>$ref that leads nowhere in this schema</source>
        <translation>$ref qui ne mène nulle part dans ce schéma</translation>
    </message>
    <message>
        <source>any value</source>
        <translation>valeur quelconque</translation>
    </message>
    <message>
        <source>more than %1 levels</source>
        <translation>plus de %1 niveaux</translation>
    </message>
    <message>
        <source>a constant of more than %1 bytes</source>
        <translation>constante de plus de %1 octets</translation>
    </message>
    <message>
        <source>several types</source>
        <translation>plusieurs types</translation>
    </message>
    <message>
        <source>no type is given</source>
        <translation>aucun type indiqué</translation>
    </message>
    <message>
        <source>an enum without values</source>
        <translation>enum sans valeurs</translation>
    </message>
    <message>
        <source>more than %1 choices</source>
        <translation>plus de %1 choix</translation>
    </message>
    <message>
        <source>choices that are too large</source>
        <translation>choix trop volumineux</translation>
    </message>
    <message>
        <source>a list of different things</source>
        <translation>liste d’éléments différents</translation>
    </message>
    <message>
        <source>more than %1 fields</source>
        <translation>plus de %1 champs</translation>
    </message>
    <message>
        <source>more than %1 rows</source>
        <translation>plus de %1 lignes</translation>
    </message>
    <message>
        <source>an object with members of any name</source>
        <translation>objet aux membres de nom quelconque</translation>
    </message>
    <message>
        <source>required, but the schema does not describe it</source>
        <translation>obligatoire, mais le schéma ne le décrit pas</translation>
    </message>
    <message>
        <source>the schema cannot be used</source>
        <translation>le schéma est inutilisable</translation>
    </message>
    <message>
        <source>the schema is not valid: %1</source>
        <translation>le schéma n’est pas valable&#xa0;: %1</translation>
    </message>
    <message>
        <source>the schema does not say &quot;type&quot;: &quot;object&quot;</source>
        <translation>le schéma n’indique pas &quot;type&quot;: &quot;object&quot;</translation>
    </message>
</context>
<context>
    <name>neuro::ui::GroupField</name>
    <message>
        <source>No members</source>
        <translation>Aucun membre</translation>
    </message>
    <message>
        <source>%1, required</source>
        <translation>%1, obligatoire</translation>
    </message>
    <message>
        <source>Include %1</source>
        <translation>Inclure %1</translation>
    </message>
    <message>
        <source>Include this optional member. %1</source>
        <translation>Inclure ce membre facultatif. %1</translation>
    </message>
</context>
<context>
    <name>neuro::ui::Inspector</name>
    <message>
        <source>%1 %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>binary, %1 bytes</source>
        <translation>binaire, %1 octets</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 octets</translation>
    </message>
    <message>
        <source>%1 ms after its question</source>
        <translation>%1&#xa0;ms après sa question</translation>
    </message>
    <message>
        <source>force %1</source>
        <translation>action forcée %1</translation>
    </message>
    <message>
        <source>Choose a row of the traffic to see its message.</source>
        <translation>Sélectionnez une ligne du trafic pour voir son message.</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Arbre</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Brut</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspecteur</translation>
    </message>
    <message>
        <source>Message as a tree</source>
        <translation>Message sous forme d’arbre</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Copier la valeur</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Copier le chemin</translation>
    </message>
    <message>
        <source>Message as it came</source>
        <translation>Message tel quel</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Tout copier</translation>
    </message>
    <message>
        <source>Copy the whole message as it came</source>
        <translation>Copier tout le message tel quel</translation>
    </message>
    <message>
        <source>A binary message has no tree.</source>
        <translation>Un message binaire n’a pas d’arbre.</translation>
    </message>
    <message>
        <source>This message is larger than %1 MiB: see its text under Raw.</source>
        <translation>Ce message dépasse %1&#xa0;Mio&#xa0;: voyez son texte sous «&#xa0;Brut&#xa0;».</translation>
    </message>
    <message>
        <source>Not JSON: %1</source>
        <translation>Pas du JSON&#xa0;: %1</translation>
    </message>
    <message>
        <source>The first %1 of %2 bytes.</source>
        <translation>Les %1 premiers octets sur %2.</translation>
    </message>
</context>
<context>
    <name>neuro::ui::IntegrationsView</name>
    <message>
        <source>Integrations</source>
        <translation>Intégrations</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Copier le nom</translation>
    </message>
    <message>
        <source>Send action…</source>
        <translation>Envoyer l’action…</translation>
    </message>
    <message>
        <source>Send action</source>
        <translation>Envoyer l’action</translation>
    </message>
    <message>
        <source>Ask to register actions again</source>
        <translation>Demander de redéclarer les actions</translation>
    </message>
    <message>
        <source>Ask to shut down when it suits</source>
        <translation>Demander l’arrêt au moment opportun</translation>
    </message>
    <message>
        <source>Take back the wish to shut down</source>
        <translation>Annuler la demande d’arrêt</translation>
    </message>
    <message>
        <source>Shut down at once…</source>
        <translation>Arrêter immédiatement…</translation>
    </message>
    <message>
        <source>Shut down %1 at once? What is not saved there may be lost.</source>
        <translation>Arrêter %1 immédiatement&#x202f;? Ce qui n’y est pas sauvegardé peut être perdu.</translation>
    </message>
    <message>
        <source>Shut down</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Disconnect…</source>
        <translation>Déconnecter…</translation>
    </message>
    <message>
        <source>Disconnect %1? Its forces are withdrawn; it may connect again by itself.</source>
        <translation>Déconnecter %1&#x202f;? Ses actions forcées seront retirées&#x202f;; il peut se reconnecter de lui-même.</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Déconnecter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>neuro::ui::JsonEditor</name>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>There is no JSON here yet: write a value, such as {} or &quot;text&quot;.</source>
        <translation>Pas encore de JSON ici&#xa0;: écrivez une valeur, par exemple {} ou &quot;texte&quot;.</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>Ligne %1, colonne %2&#xa0;: %3</translation>
    </message>
</context>
<context>
    <name>neuro::ui::JsonField</name>
    <message>
        <source>%1 as JSON</source>
        <translation>%1 en JSON</translation>
    </message>
    <message>
        <source>JSON (%1)</source>
        <translation>JSON (%1)</translation>
    </message>
</context>
<context>
    <name>neuro::ui::ListField</name>
    <message>
        <source>Add a row</source>
        <translation>Ajouter une ligne</translation>
    </message>
    <message>
        <source>Add a row to %1</source>
        <translation>Ajouter une ligne à %1</translation>
    </message>
    <message>
        <source>%1, row %2</source>
        <translation>%1, ligne %2</translation>
    </message>
    <message>
        <source>Remove this row</source>
        <translation>Supprimer cette ligne</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Supprimer %1</translation>
    </message>
    <message>
        <source>The list is full: %1 rows</source>
        <translation>La liste est pleine&#xa0;: %1 lignes</translation>
    </message>
</context>
<context>
    <name>neuro::ui::MainWindow</name>
    <message>
        <source>Neuro Relay</source>
        <translation>Neuro Relay</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Integrations</source>
        <translation>Intégrations</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Trafic</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspecteur</translation>
    </message>
    <message>
        <source>Neuro reads</source>
        <translation>Lu par Neuro</translation>
    </message>
    <message>
        <source>Force desk</source>
        <translation>Actions forcées</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>Barre d’outils</translation>
    </message>
    <message>
        <source>Start or end the demo game %1</source>
        <translation>Démarrer ou arrêter le jeu de démonstration «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Go to the panel %1 (Ctrl+%2)</source>
        <translation>Aller au panneau «&#xa0;%1&#xa0;» (Ctrl+%2)</translation>
    </message>
    <message>
        <source>A game is connected. Closing the window stops the relay and disconnects it.</source>
        <translation>Un jeu est connecté. Fermer la fenêtre arrête le relais et déconnecte le jeu.</translation>
    </message>
    <message>
        <source>%1 games are connected. Closing the window stops the relay and disconnects them.</source>
        <translation>%1 jeux sont connectés. Fermer la fenêtre arrête le relais et les déconnecte.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Arrêter et fermer</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Laisser tourner</translation>
    </message>
    <message>
        <source>1 game</source>
        <translation>1 jeu</translation>
    </message>
    <message>
        <source>%1 games</source>
        <translation>%1 jeux</translation>
    </message>
    <message>
        <source>Export session</source>
        <translation>Exporter la session</translation>
    </message>
    <message>
        <source>Session logs (*.jsonl);;All files (*)</source>
        <translation>Journaux de session (*.jsonl);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Exporting to %1…</source>
        <translation>Exportation vers %1…</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exporté vers %1</translation>
    </message>
    <message>
        <source>The session was not exported: %1</source>
        <translation>La session n’a pas été exportée&#xa0;: %1</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>Choisir un autre fichier…</translation>
    </message>
    <message>
        <source>Stop listening? The connected game is disconnected.</source>
        <translation>Arrêter l’écoute&#x202f;? Le jeu connecté sera déconnecté.</translation>
    </message>
    <message>
        <source>Stop listening? %1 connected games are disconnected.</source>
        <translation>Arrêter l’écoute&#x202f;? Les %1 jeux connectés seront déconnectés.</translation>
    </message>
    <message>
        <source>Stop listening</source>
        <translation>Arrêter l’écoute</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>Copié&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>neuro::ui::MarkdownView</name>
    <message numerus="yes">
        <source>… %n more characters: the traffic view has the whole text.</source>
        <translation>
            <numerusform>… encore %n caractère&#xa0;: le trafic contient le texte entier.</numerusform>
            <numerusform>… encore %n caractères&#xa0;: le trafic contient le texte entier.</numerusform>
        </translation>
    </message>
    <message>
        <source>State of the game</source>
        <translation>État du jeu</translation>
    </message>
</context>
<context>
    <name>neuro::ui::NoticeBar</name>
    <message>
        <source>Notices</source>
        <translation>Avis</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… et %1 de plus</translation>
    </message>
</context>
<context>
    <name>neuro::ui::NullableField</name>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>%1 is null</source>
        <translation>%1 est null</translation>
    </message>
    <message>
        <source>Send null instead of a value</source>
        <translation>Envoyer null au lieu d’une valeur</translation>
    </message>
</context>
<context>
    <name>neuro::ui::NumberField</name>
    <message>
        <source>Type a whole number, such as 3.</source>
        <translation>Saisissez un nombre entier, par exemple 3.</translation>
    </message>
    <message>
        <source>Type a number, such as 1.5.</source>
        <translation>Saisissez un nombre, par exemple 1.5.</translation>
    </message>
</context>
<context>
    <name>neuro::ui::PanelLayout</name>
    <message>
        <source>Show or hide the panel %1</source>
        <translation>Afficher ou masquer le panneau «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>neuro::ui::PriorityPill</name>
    <message>
        <source>Priority: %1</source>
        <translation>Priorité&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>neuro::ui::RadioField</name>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>Faites un choix.</translation>
    </message>
</context>
<context>
    <name>neuro::ui::RelayButton</name>
    <message>
        <source>Relay on %1</source>
        <translation>Relais sur %1</translation>
    </message>
    <message>
        <source>Games connect to:
%1</source>
        <translation>Les jeux se connectent à&#xa0;:
%1</translation>
    </message>
    <message>
        <source>Relay cannot listen</source>
        <translation>Relais&#xa0;: écoute impossible</translation>
    </message>
    <message>
        <source>Relay is starting</source>
        <translation>Relais en démarrage</translation>
    </message>
    <message>
        <source>Relay stopped</source>
        <translation>Relais arrêté</translation>
    </message>
    <message>
        <source>No game can connect now.</source>
        <translation>Aucun jeu ne peut se connecter à présent.</translation>
    </message>
</context>
<context>
    <name>neuro::ui::RelayNotices</name>
    <message>
        <source>A web page without an address (a local file, or a sandboxed frame) wants to connect as a game.</source>
        <translation>Une page web sans adresse (fichier local ou cadre isolé) veut se connecter en tant que jeu.</translation>
    </message>
    <message>
        <source>%1 wants to connect as a game.</source>
        <translation>%1 veut se connecter en tant que jeu.</translation>
    </message>
    <message>
        <source>Allow once</source>
        <translation>Autoriser une fois</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Toujours</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Jamais</translation>
    </message>
    <message>
        <source>The relay cannot listen on port %1, so no game can connect: %2</source>
        <translation>Le relais ne peut pas écouter sur le port %1, donc aucun jeu ne peut se connecter&#xa0;: %2</translation>
    </message>
    <message>
        <source>Games connect to port %1. On another port they are disconnected first.</source>
        <translation>Les jeux se connectent au port %1. Changer de port les déconnecte d’abord.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Listen there</source>
        <translation>Écouter sur ce port</translation>
    </message>
    <message>
        <source>The session is not recorded completely: %1</source>
        <translation>La session n’est pas enregistrée en entier&#xa0;: %1</translation>
    </message>
    <message>
        <source>Start a new recording</source>
        <translation>Démarrer un nouvel enregistrement</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
</context>
<context>
    <name>neuro::ui::RelayStatusBar</name>
    <message>
        <source>Connected games and the actions that they offer</source>
        <translation>Jeux connectés et actions qu’ils proposent</translation>
    </message>
    <message>
        <source>Messages per second</source>
        <translation>Messages par seconde</translation>
    </message>
    <message>
        <source>Time that a message spends in the relay: the median, and what 99 of 100 stay below</source>
        <translation>Temps qu’un message passe dans le relais&#xa0;: la médiane, et ce que 99 messages sur 100 ne dépassent pas</translation>
    </message>
    <message>
        <source>Time since the start, and what is recorded</source>
        <translation>Temps depuis le démarrage, et ce qui est enregistré</translation>
    </message>
    <message>
        <source>Messages that this window could not keep up with. They are in the session log; the relay missed none.</source>
        <translation>Messages que cette fenêtre n’a pas pu suivre. Ils sont dans le journal de session&#x202f;; le relais n’en a manqué aucun.</translation>
    </message>
    <message>
        <source>Last result</source>
        <translation>Dernier résultat</translation>
    </message>
    <message>
        <source>%1 msg/s</source>
        <translation>%1&#xa0;msg/s</translation>
    </message>
    <message>
        <source>%1 frames skipped here</source>
        <translation>%1 trames sautées ici</translation>
    </message>
</context>
<context>
    <name>neuro::ui::SchemaForm</name>
    <message>
        <source>Data of %1 as JSON</source>
        <translation>Données de %1 en JSON</translation>
    </message>
    <message>
        <source>Sent unchecked: %1.</source>
        <translation>Envoi sans vérification&#xa0;: %1.</translation>
    </message>
    <message>
        <source>No form: %1.</source>
        <translation>Pas de formulaire&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Edited as JSON.</source>
        <translation>Modification en JSON.</translation>
    </message>
    <message>
        <source>The form cannot show this JSON: correct it, or answer with it as it is.</source>
        <translation>Le formulaire ne peut pas afficher ce JSON&#xa0;: corrigez-le ou envoyez-le tel quel.</translation>
    </message>
    <message>
        <source>Edited as JSON: the form cannot show this data.</source>
        <translation>Modification en JSON&#xa0;: le formulaire ne peut pas afficher ces données.</translation>
    </message>
    <message>
        <source>The text is not JSON.</source>
        <translation>Le texte n’est pas du JSON.</translation>
    </message>
    <message>
        <source>A field has no value yet.</source>
        <translation>Un champ n’a pas encore de valeur.</translation>
    </message>
    <message>
        <source>The schema is too costly to check this data with.</source>
        <translation>Vérifier ces données avec ce schéma serait trop coûteux.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>place, error</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>The data does not satisfy the schema.</source>
        <translation>Les données ne respectent pas le schéma.</translation>
    </message>
    <message>
        <source>Resulting JSON: %1</source>
        <translation>JSON obtenu&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>neuro::ui::SendActionDialog</name>
    <message>
        <source>to %1</source>
        <translation>à %1</translation>
    </message>
    <message>
        <source>This action takes no data.</source>
        <translation>Cette action n’accepte pas de données.</translation>
    </message>
    <message>
        <source>Random data</source>
        <translation>Données aléatoires</translation>
    </message>
    <message>
        <source>Fill in random data that satisfies the schema</source>
        <translation>Remplir avec des données aléatoires qui respectent le schéma</translation>
    </message>
    <message>
        <source>Edit as JSON</source>
        <translation>Modifier en JSON</translation>
    </message>
    <message>
        <source>Switch between form and JSON (Ctrl+J)</source>
        <translation>Passer du formulaire au JSON et inversement (Ctrl+J)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Envoyer</translation>
    </message>
    <message>
        <source>Send the action (Ctrl+Enter)</source>
        <translation>Envoyer l’action (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>%1 Shift+click sends it all the same (Ctrl+Shift+Enter).</source>
        <translation>%1 Shift+clic l’envoie quand même (Ctrl+Shift+Enter).</translation>
    </message>
    <message>
        <source>No random data can be made: %1</source>
        <translation>Impossible de produire des données aléatoires&#xa0;: %1</translation>
    </message>
    <message>
        <source>Send action: %1</source>
        <translation>Envoyer l’action&#xa0;: %1</translation>
    </message>
    <message>
        <source>Sent.</source>
        <translation>Envoyée.</translation>
    </message>
</context>
<context>
    <name>neuro::ui::TextField</name>
    <message>
        <source>Several lines</source>
        <translation>Plusieurs lignes</translation>
    </message>
    <message>
        <source>Several lines for %1</source>
        <translation>Plusieurs lignes pour %1</translation>
    </message>
</context>
<context>
    <name>neuro::ui::TimeBar</name>
    <message>
        <source>Time left</source>
        <translation>Temps restant</translation>
    </message>
</context>
<context>
    <name>neuro::ui::TrafficFilterBar</name>
    <message>
        <source>Show the traffic of all games again</source>
        <translation>Afficher de nouveau le trafic de tous les jeux</translation>
    </message>
    <message>
        <source>Show more than this force&apos;s traffic again</source>
        <translation>Ne plus se limiter au trafic de cette action forcée</translation>
    </message>
    <message>
        <source>Filter: words in message, game or command</source>
        <translation>Filtre&#xa0;: mots du message, du jeu ou de la commande</translation>
    </message>
    <message>
        <source>Shows the messages that hold all of these words (Ctrl+K)</source>
        <translation>Affiche les messages qui contiennent tous ces mots (Ctrl+K)</translation>
    </message>
    <message>
        <source>Traffic filter</source>
        <translation>Filtre du trafic</translation>
    </message>
    <message>
        <source>Game: %1</source>
        <translation>Jeu&#xa0;: %1</translation>
    </message>
    <message>
        <source>Only the game %1; press to show all</source>
        <translation>Seulement le jeu %1&#x202f;; appuyez pour tout afficher</translation>
    </message>
    <message>
        <source>Force %1</source>
        <translation>Action forcée %1</translation>
    </message>
    <message>
        <source>Only force %1; press to show all</source>
        <translation>Seulement l’action forcée %1&#x202f;; appuyez pour tout afficher</translation>
    </message>
</context>
<context>
    <name>neuro::ui::TrafficView</name>
    <message>
        <source>Traffic</source>
        <translation>Trafic</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Suivre</translation>
    </message>
    <message>
        <source>Keep the newest message in sight (Ctrl+Shift+F). Scrolling up stops it.</source>
        <translation>Garder visible le message le plus récent (Ctrl+Shift+F). Défiler vers le haut y met fin.</translation>
    </message>
    <message>
        <source>Choose the columns of the traffic</source>
        <translation>Choisir les colonnes du trafic</translation>
    </message>
    <message>
        <source>No message yet. Every message between the games and the relay appears here.</source>
        <translation>Aucun message pour l’instant. Tous les messages entre les jeux et le relais apparaissent ici.</translation>
    </message>
    <message>
        <source>No message passes the filter.</source>
        <translation>Aucun message ne passe le filtre.</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Copier la ligne</translation>
    </message>
    <message>
        <source>Copy message as JSON</source>
        <translation>Copier le message en JSON</translation>
    </message>
    <message>
        <source>Remove mark</source>
        <translation>Retirer la marque</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Marquer</translation>
    </message>
    <message>
        <source>Only this game</source>
        <translation>Ce jeu seulement</translation>
    </message>
    <message>
        <source>Only this force</source>
        <translation>Cette action forcée seulement</translation>
    </message>
</context>
<context>
    <name>neuro::ui::TranscriptView</name>
    <message>
        <source>asks:</source>
        <translation>demande&#xa0;:</translation>
    </message>
    <message>
        <source>Neuro does:</source>
        <translation>Neuro fait&#xa0;:</translation>
    </message>
    <message>
        <source>ok:</source>
        <translation>succès&#xa0;:</translation>
    </message>
    <message>
        <source>failed:</source>
        <translation>échec&#xa0;:</translation>
    </message>
    <message>
        <source>now possible:</source>
        <translation>désormais possible&#xa0;:</translation>
    </message>
    <message>
        <source>no longer possible:</source>
        <translation>plus possible&#xa0;:</translation>
    </message>
    <message>
        <source>Neuro reads</source>
        <translation>Lu par Neuro</translation>
    </message>
    <message>
        <source>Nothing yet. What the games tell Neuro, and what she does, is written down here.</source>
        <translation>Rien pour l’instant. Ce que les jeux disent à Neuro et ce qu’elle fait est noté ici.</translation>
    </message>
    <message>
        <source>The chosen entry</source>
        <translation>Entrée sélectionnée</translation>
    </message>
    <message>
        <source>Game</source>
        <translation>Jeu</translation>
    </message>
    <message>
        <source>Show the entries of one game only</source>
        <translation>Afficher les entrées d’un seul jeu</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Suivre</translation>
    </message>
    <message>
        <source>Keep the newest entry in sight. Scrolling up stops it.</source>
        <translation>Garder visible l’entrée la plus récente. Défiler vers le haut y met fin.</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Copier en Markdown</translation>
    </message>
    <message>
        <source>Copy the chosen entries, or all when none is chosen</source>
        <translation>Copier les entrées sélectionnées, ou toutes si aucune ne l’est</translation>
    </message>
    <message>
        <source>All games</source>
        <translation>Tous les jeux</translation>
    </message>
</context>
<context>
    <name>neuro::ui::WindowSettings</name>
    <message>
        <source>%1 cannot be written, so the window&apos;s layout and answers are not kept. Check the permissions of the file and its folder.</source>
        <translation>Impossible d’écrire dans %1&#xa0;: la disposition de la fenêtre et les réponses ne sont pas conservées. Vérifiez les droits d’accès au fichier et à son dossier.</translation>
    </message>
    <message>
        <source>%1 is damaged, so the window starts with its defaults. Remove the file if this goes on.</source>
        <translation>%1 est endommagé&#xa0;: la fenêtre démarre avec ses réglages par défaut. Supprimez le fichier si cela se reproduit.</translation>
    </message>
</context>
</TS>
