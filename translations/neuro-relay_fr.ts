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
        <source>The game does not offer this action, or no longer. Choose another one.</source>
        <translation>Le jeu ne propose pas cette action, ou ne la propose plus. Choisissez-en une autre.</translation>
    </message>
    <message>
        <source>Nobody would decide: choose at least one decider.</source>
        <translation>Personne ne déciderait&#xa0;: choisissez au moins un décideur.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>sentence, particulars</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No upstream is configured. Name Neuro&apos;s server in the configuration.</source>
        <translation>Aucun amont n’est configuré. Indiquez le serveur de Neuro dans la configuration.</translation>
    </message>
    <message>
        <source>The message is too long. Send a shorter one.</source>
        <translation>Le message est trop long. Envoyez-en un plus court.</translation>
    </message>
    <message>
        <source>Too much is muted, blocked or hidden. Take some of it back first.</source>
        <translation>Trop d’éléments sont en sourdine, bloqués ou masqués. Annulez-en d’abord une partie.</translation>
    </message>
    <message>
        <source>No game is connected. Try again when one is.</source>
        <translation>Aucun jeu n’est connecté. Réessayez quand il y en aura un.</translation>
    </message>
    <message>
        <source>An upstream is connected. Disconnect it first, then try again.</source>
        <translation>Un amont est connecté. Déconnectez-le d’abord, puis réessayez.</translation>
    </message>
    <message>
        <source>A setting is out of its range. Correct it and try again.</source>
        <translation>Un réglage est hors de ses limites. Corrigez-le et réessayez.</translation>
    </message>
</context>
<context>
    <name>ConfigFields</name>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Of one message; a longer one ends the connection. Bytes, or like “8 MiB”.</source>
        <translation>D’un message&#x202f;; un plus long met fin à la connexion. En octets, ou sous la forme «&#xa0;8 MiB&#xa0;».</translation>
    </message>
    <message>
        <source>Nesting</source>
        <translation>Imbrication</translation>
    </message>
    <message>
        <source>Arrays and objects inside one another.</source>
        <translation>Tableaux et objets les uns dans les autres.</translation>
    </message>
    <message>
        <source>Rate from other computers</source>
        <translation>Débit des autres ordinateurs</translation>
    </message>
    <message>
        <source>per second</source>
        <translation>par seconde</translation>
    </message>
    <message>
        <source>Rate from this computer</source>
        <translation>Débit de cet ordinateur</translation>
    </message>
    <message>
        <source>The same here.</source>
        <translation>La même chose ici.</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Connexions</translation>
    </message>
    <message>
        <source>Of each door. One more is turned away.</source>
        <translation>De chaque porte. Une de plus est refusée.</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Non lu</translation>
    </message>
    <message>
        <source>Bytes that wait for a slow reader before it is disconnected; a watcher only misses events.</source>
        <translation>Octets qui attendent un lecteur lent avant qu’il soit déconnecté&#x202f;; un observateur manque seulement des événements.</translation>
    </message>
    <message>
        <source>Handshake</source>
        <translation>Négociation</translation>
    </message>
    <message>
        <source>From the connection to its first words.</source>
        <translation>De la connexion aux premiers mots.</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>secondes</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Silence</translation>
    </message>
    <message>
        <source>That ends a connection. 0: it may be silent for ever.</source>
        <translation>Durée qui met fin à une connexion. 0&#xa0;: elle peut rester muette indéfiniment.</translation>
    </message>
    <message>
        <source>Of one game</source>
        <translation>D’un seul jeu</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Registered at a time.</source>
        <translation>Déclarées en même temps.</translation>
    </message>
    <message>
        <source>Its name</source>
        <translation>Son nom</translation>
    </message>
    <message>
        <source>Bytes.</source>
        <translation>Octets.</translation>
    </message>
    <message>
        <source>An action’s name</source>
        <translation>Nom d’une action</translation>
    </message>
    <message>
        <source>An action’s schema</source>
        <translation>Schéma d’une action</translation>
    </message>
    <message>
        <source>Forces</source>
        <translation>Actions forcées</translation>
    </message>
    <message>
        <source>That wait for an answer at a time.</source>
        <translation>En attente d’une réponse en même temps.</translation>
    </message>
    <message>
        <source>Actions under way</source>
        <translation>Actions en cours</translation>
    </message>
    <message>
        <source>Sent to it and not answered yet.</source>
        <translation>Envoyées au jeu et encore sans réponse.</translation>
    </message>
    <message>
        <source>Integrations and watchers</source>
        <translation>Intégrations et observateurs</translation>
    </message>
    <message>
        <source>Admits to the intermediary door with the usual rights.</source>
        <translation>Donne accès à la porte intermédiaire avec les droits habituels.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>Watchers with more rights</source>
        <translation>Observateurs aux droits étendus</translation>
    </message>
    <message>
        <source>Admits a watcher that may also speak to Neuro, answer forces and send actions to games; and whoever uses POST /send.</source>
        <translation>Admet un observateur qui peut aussi parler à Neuro, répondre aux actions forcées et envoyer des actions aux jeux&#x202f;; ainsi que quiconque utilise POST /send.</translation>
    </message>
    <message>
        <source>none: nobody has these rights</source>
        <translation>aucun&#xa0;: personne n’a ces droits</translation>
    </message>
    <message>
        <source>Clients of the hub</source>
        <translation>Clients du hub</translation>
    </message>
    <message>
        <source>For those who are not on this computer.</source>
        <translation>Pour ceux qui ne sont pas sur cet ordinateur.</translation>
    </message>
    <message>
        <source>that of integrations and watchers</source>
        <translation>celui des intégrations et des observateurs</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Jetons</translation>
    </message>
    <message>
        <source>Passwords of programs. A new one counts for whoever connects from now on; who is connected stays. One that is shorter than 16 characters admits nobody who is not on this computer.</source>
        <translation>Mots de passe des programmes. Un nouveau vaut pour quiconque se connecte à partir de maintenant&#x202f;; qui est connecté le reste. Un jeton de moins de 16 caractères n’admet personne qui ne soit pas sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Who answers forces</source>
        <translation>Qui répond aux actions forcées</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Ordre</translation>
    </message>
    <message>
        <source>Asked from top to bottom. When the time of one is over, the next one is asked; without a time it has for ever.</source>
        <translation>Interrogés de haut en bas. Quand le temps de l’un est écoulé, le suivant est interrogé&#x202f;; sans durée, il a tout son temps.</translation>
    </message>
    <message>
        <source>Times and tries</source>
        <translation>Durées et essais</translation>
    </message>
    <message>
        <source>Neuro’s time</source>
        <translation>Temps de Neuro</translation>
    </message>
    <message>
        <source>Without any action from her, when the order above sets none for her.</source>
        <translation>Sans aucune action de sa part, quand l’ordre ci-dessus ne lui fixe pas de durée.</translation>
    </message>
    <message>
        <source>Watchers’ time</source>
        <translation>Temps des observateurs</translation>
    </message>
    <message>
        <source>When the order above sets none for them.</source>
        <translation>Quand l’ordre ci-dessus ne leur fixe pas de durée.</translation>
    </message>
    <message>
        <source>Failed results</source>
        <translation>Résultats en échec</translation>
    </message>
    <message>
        <source>After so many a decider other than the operator is not asked again.</source>
        <translation>Après ce nombre, un décideur autre que l’opérateur n’est plus interrogé.</translation>
    </message>
    <message>
        <source>A game’s time</source>
        <translation>Temps d’un jeu</translation>
    </message>
    <message>
        <source>For the result of an action. 0: it has for ever. Neuro waits for 20 seconds.</source>
        <translation>Pour le résultat d’une action. 0&#xa0;: il a tout son temps. Neuro attend 20 secondes.</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Hasard</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>Délai</translation>
    </message>
    <message>
        <source>Before it answers.</source>
        <translation>Avant qu’il réponde.</translation>
    </message>
    <message>
        <source>milliseconds</source>
        <translation>millisecondes</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>The same one gives the same answers. 0: different ones in every run.</source>
        <translation>La même donne les mêmes réponses. 0&#xa0;: des réponses différentes à chaque exécution.</translation>
    </message>
    <message>
        <source>Deciders</source>
        <translation>Décideurs</translation>
    </message>
    <message>
        <source>Who answers when a game forces Neuro to act.</source>
        <translation>Qui répond quand un jeu force Neuro à agir.</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limites</translation>
    </message>
    <message>
        <source>What one connection may cost the others.</source>
        <translation>Ce qu’une connexion peut coûter aux autres.</translation>
    </message>
    <message>
        <source>Record every session</source>
        <translation>Enregistrer chaque session</translation>
    </message>
    <message>
        <source>To the data folder. The button “Recording” starts and stops it at any time.</source>
        <translation>Dans le dossier de données. Le bouton «&#xa0;Enregistrement&#xa0;» le lance et l’arrête à tout moment.</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessions</translation>
    </message>
    <message>
        <source>So many are kept; the oldest go first.</source>
        <translation>Nombre de sessions conservées&#x202f;; les plus anciennes partent d’abord.</translation>
    </message>
    <message>
        <source>Their size</source>
        <translation>Leur taille</translation>
    </message>
    <message>
        <source>All of them together. Bytes, or like “2 GiB”.</source>
        <translation>De toutes ensemble. En octets, ou sous la forme «&#xa0;2 GiB&#xa0;».</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Masquer</translation>
    </message>
    <message>
        <source>Regular expressions, one a line; what they match is written as *** to the session log and to exports. Tokens are hidden anyway.</source>
        <translation>Expressions régulières, une par ligne&#x202f;; ce qui leur correspond est écrit *** dans le journal de session et dans les exports. Les jetons sont masqués de toute façon.</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Enregistrement</translation>
    </message>
    <message>
        <source>What the window keeps of what happened.</source>
        <translation>Ce que la fenêtre conserve de ce qui s’est passé.</translation>
    </message>
    <message>
        <source>this computer only</source>
        <translation>cet ordinateur seulement</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Hôte</translation>
    </message>
    <message>
        <source>An address or a name of this computer. Empty: only programs on this computer can connect. 0.0.0.0, or :: for IPv6: every address that it has.</source>
        <translation>Une adresse ou un nom de cet ordinateur. Vide&#xa0;: seuls les programmes de cet ordinateur peuvent se connecter. 0.0.0.0, ou :: pour IPv6&#xa0;: toutes ses adresses.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>1 to 65535; 0 takes any port that is free.</source>
        <translation>De 1 à 65535&#x202f;; 0 prend n’importe quel port libre.</translation>
    </message>
    <message>
        <source>Other computers</source>
        <translation>Autres ordinateurs</translation>
    </message>
    <message>
        <source>Addresses and networks that may connect, one a line, such as 192.168.1.20 or 10.0.0.0/8. This computer always may.</source>
        <translation>Adresses et réseaux qui peuvent se connecter, un par ligne, comme 192.168.1.20 ou 10.0.0.0/8. Cet ordinateur le peut toujours.</translation>
    </message>
    <message>
        <source>Web pages</source>
        <translation>Pages web</translation>
    </message>
    <message>
        <source>Origins of web pages that may connect, one a line, such as https://example.org. Those of this computer always may.</source>
        <translation>Origines des pages web qui peuvent se connecter, une par ligne, comme https://example.org. Celles de cet ordinateur le peuvent toujours.</translation>
    </message>
    <message>
        <source>What games are told</source>
        <translation>Ce qui est dit aux jeux</translation>
    </message>
    <message>
        <source>Character</source>
        <translation>Personnage</translation>
    </message>
    <message>
        <source>The name of whoever games talk to, as long as there is no upstream that says so. Counts for games that start up from now on.</source>
        <translation>Le nom de l’interlocuteur des jeux, tant qu’aucun amont ne l’indique. Vaut pour les jeux qui démarrent à partir de maintenant.</translation>
    </message>
    <message>
        <source>Character’s id</source>
        <translation>Identifiant du personnage</translation>
    </message>
    <message>
        <source>The same for programs.</source>
        <translation>La même chose pour les programmes.</translation>
    </message>
    <message>
        <source>Ask for actions</source>
        <translation>Demander les actions</translation>
    </message>
    <message>
        <source>Some games register their actions only when they are asked. auto: asks who says nothing for a second.</source>
        <translation>Certains jeux ne déclarent leurs actions que si on les leur demande. auto&#xa0;: les demande à qui ne dit rien pendant une seconde.</translation>
    </message>
    <message>
        <source>Hub, at /ws/… on both doors</source>
        <translation>Hub, à /ws/… sur les deux portes</translation>
    </message>
    <message>
        <source>On this computer nobody needs a token</source>
        <translation>Sur cet ordinateur, personne n’a besoin de jeton</translation>
    </message>
    <message>
        <source>Others show the hub’s token, see the page “Tokens”.</source>
        <translation>Les autres présentent le jeton du hub, voir la page «&#xa0;Jetons&#xa0;».</translation>
    </message>
    <message>
        <source>After so long a client is asked whether it lives, and one that is away is forgotten.</source>
        <translation>Après cette durée, on demande à un client s’il est encore là, et un client absent est oublié.</translation>
    </message>
    <message>
        <source>Status over HTTP</source>
        <translation>État par HTTP</translation>
    </message>
    <message>
        <source>Answer HTTP requests</source>
        <translation>Répondre aux requêtes HTTP</translation>
    </message>
    <message>
        <source>/health, /stats, /metrics, and a dashboard for browsers.</source>
        <translation>/health, /stats, /metrics, et un tableau de bord pour les navigateurs.</translation>
    </message>
    <message>
        <source>Randy’s port</source>
        <translation>Port de Randy</translation>
    </message>
    <message>
        <source>Scripts that were written for Randy send actions there, usually to 1337. Anybody on this computer can.</source>
        <translation>Les scripts écrits pour Randy y envoient des actions, d’ordinaire sur 1337. N’importe qui sur cet ordinateur le peut.</translation>
    </message>
    <message>
        <source>Binary messages of integrations</source>
        <translation>Messages binaires des intégrations</translation>
    </message>
    <message>
        <source>One message</source>
        <translation>Un message</translation>
    </message>
    <message>
        <source>Larger ones are not stored. Bytes, or like “8 MiB”.</source>
        <translation>Les plus grands ne sont pas conservés. En octets, ou sous la forme «&#xa0;8 MiB&#xa0;».</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>Tous ensemble</translation>
    </message>
    <message>
        <source>What would be more is not stored.</source>
        <translation>Ce qui dépasserait n’est pas conservé.</translation>
    </message>
    <message>
        <source>While somebody is away</source>
        <translation>Pendant une absence</translation>
    </message>
    <message>
        <source>So many are kept for each one who is away; the oldest go first.</source>
        <translation>Nombre conservé pour chaque absent&#x202f;; les plus anciens partent d’abord.</translation>
    </message>
    <message>
        <source>Bytes, or like “64 MiB”.</source>
        <translation>En octets, ou sous la forme «&#xa0;64 MiB&#xa0;».</translation>
    </message>
    <message>
        <source>Contexts for Neuro</source>
        <translation>Contextes pour Neuro</translation>
    </message>
    <message>
        <source>How long they are kept.</source>
        <translation>Combien de temps ils sont conservés.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>How long watchers’ commands for an integration are kept.</source>
        <translation>Combien de temps les commandes des observateurs pour une intégration sont conservées.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Where they are kept. One that ends in .pkl is an older relay’s queue: it is read once and moved. Counts from the next start on.</source>
        <translation>Où ils sont conservés. Un fichier en .pkl est la file d’un relais plus ancien&#xa0;: il est lu une fois, puis déplacé. Vaut à partir du prochain démarrage.</translation>
    </message>
    <message>
        <source>in the data folder</source>
        <translation>dans le dossier de données</translation>
    </message>
    <message>
        <source>Where it listens</source>
        <translation>Où elle écoute</translation>
    </message>
    <message>
        <source>Games look for Neuro on 8000. While nothing is set and upstream has that port on this computer, it is 8001.</source>
        <translation>Les jeux cherchent Neuro sur 8000. Tant que rien n’est réglé et que l’amont occupe ce port sur cet ordinateur, c’est 8001.</translation>
    </message>
    <message>
        <source>Who may connect</source>
        <translation>Qui peut se connecter</translation>
    </message>
    <message>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <source>The door that games connect to.</source>
        <translation>La porte à laquelle les jeux se connectent.</translation>
    </message>
    <message>
        <source>Intermediary</source>
        <translation>Intermédiaire</translation>
    </message>
    <message>
        <source>Open this door</source>
        <translation>Ouvrir cette porte</translation>
    </message>
    <message>
        <source>Whoever connects shows a token, see the page “Tokens”.</source>
        <translation>Quiconque se connecte présente un jeton, voir la page «&#xa0;Jetons&#xa0;».</translation>
    </message>
    <message>
        <source>The door for registered integrations and watchers, and other ways in.</source>
        <translation>La porte des intégrations enregistrées et des observateurs, et d’autres accès.</translation>
    </message>
    <message>
        <source>Where Neuro is</source>
        <translation>Où se trouve Neuro</translation>
    </message>
    <message>
        <source>An address or a name. Empty: there is no upstream, forces are decided here.</source>
        <translation>Une adresse ou un nom. Vide&#xa0;: il n’y a pas d’amont, les actions forcées sont décidées ici.</translation>
    </message>
    <message>
        <source>1 to 65535.</source>
        <translation>De 1 à 65535.</translation>
    </message>
    <message>
        <source>Encrypted (wss)</source>
        <translation>Chiffré (wss)</translation>
    </message>
    <message>
        <source>Only for a server that speaks TLS.</source>
        <translation>Seulement pour un serveur qui parle TLS.</translation>
    </message>
    <message>
        <source>Or an address</source>
        <translation>Ou une adresse</translation>
    </message>
    <message>
        <source>ws://… or wss://… with a path, in place of the three above.</source>
        <translation>ws://… ou wss://… avec un chemin, à la place des trois ci-dessus.</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>Autorité</translation>
    </message>
    <message>
        <source>A PEM file whose certificates are trusted beside the system’s.</source>
        <translation>Un fichier PEM dont les certificats sont reconnus en plus de ceux du système.</translation>
    </message>
    <message>
        <source>Verify her certificate</source>
        <translation>Vérifier son certificat</translation>
    </message>
    <message>
        <source>Without it, whoever is in between can read and change everything.</source>
        <translation>Sans cela, quiconque se trouve entre les deux peut tout lire et tout modifier.</translation>
    </message>
    <message>
        <source>What she sees</source>
        <translation>Ce qu’elle voit</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>As what she sees this relay.</source>
        <translation>Sous lequel elle voit ce relais.</translation>
    </message>
    <message>
        <source>Names of actions</source>
        <translation>Noms des actions</translation>
    </message>
    <message>
        <source>always: “game--action”; on-collision: only when two games have an action of the same name; never: a number makes the difference.</source>
        <translation>always&#xa0;: «&#xa0;jeu--action&#xa0;»&#x202f;; on-collision&#xa0;: seulement quand deux jeux ont une action du même nom&#x202f;; never&#xa0;: un numéro fait la différence.</translation>
    </message>
    <message>
        <source>Descriptions begin with the game’s name</source>
        <translation>Les descriptions commencent par le nom du jeu</translation>
    </message>
    <message>
        <source>So that she can tell the actions of several games apart.</source>
        <translation>Pour qu’elle puisse distinguer les actions de plusieurs jeux.</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>Amont</translation>
    </message>
    <message>
        <source>The real Neuro. A change here reconnects to her.</source>
        <translation>La vraie Neuro. Une modification ici entraîne une reconnexion à elle.</translation>
    </message>
    <message>
        <source>Encrypted port</source>
        <translation>Port chiffré</translation>
    </message>
    <message>
        <source>A second port, for wss:// and https://. It needs the certificate of the page “Backend”.</source>
        <translation>Un second port, pour wss:// et https://. Il lui faut le certificat de la page «&#xa0;Backend&#xa0;».</translation>
    </message>
    <message>
        <source>Encryption of all doors</source>
        <translation>Chiffrement de toutes les portes</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Certificat</translation>
    </message>
    <message>
        <source>A PEM file, with those that vouch for it after it. Paths are relative to the configuration file.</source>
        <translation>Un fichier PEM, suivi de ceux qui s’en portent garants. Les chemins sont relatifs au fichier de configuration.</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>Clé privée</translation>
    </message>
    <message>
        <source>The certificate’s, PEM, without a passphrase.</source>
        <translation>Celle du certificat, PEM, sans phrase secrète.</translation>
    </message>
    <message>
        <source>Kept from Neuro</source>
        <translation>Tenu à l’écart de Neuro</translation>
    </message>
    <message>
        <source>Muted games</source>
        <translation>Jeux en sourdine</translation>
    </message>
    <message>
        <source>Names of games, one a line, as the list of integrations shows them. Neuro is told nothing of them from the start on; the next decider answers their forces.</source>
        <translation>Noms de jeux, un par ligne, tels que la liste des intégrations les montre. Dès le démarrage, rien n’en est dit à Neuro&#x202f;; le décideur suivant répond à leurs actions forcées.</translation>
    </message>
    <message>
        <source>Of each connection; a faster one is closed. 0, or above %1: no limit, as none is read faster than that.</source>
        <translation>De chaque connexion&#x202f;; une plus rapide est fermée. 0, ou plus de %1&#xa0;: sans limite, car aucune n’est lue plus vite.</translation>
    </message>
</context>
<context>
    <name>ConfigPlan</name>
    <message>
        <source>Saving closes the backend door and opens it anew: games are disconnected and come back by themselves.</source>
        <translation>L’enregistrement ferme puis rouvre la porte du backend&#xa0;: les jeux sont déconnectés et reviennent d’eux-mêmes.</translation>
    </message>
    <message>
        <source>Saving closes the intermediary door and opens it anew: integrations and watchers are disconnected.</source>
        <translation>L’enregistrement ferme puis rouvre la porte de l’intermédiaire&#xa0;: les intégrations et les observateurs sont déconnectés.</translation>
    </message>
    <message>
        <source>Saving opens the status door anew.</source>
        <translation>L’enregistrement rouvre la porte d’état.</translation>
    </message>
    <message>
        <source>Saving connects to Neuro anew.</source>
        <translation>L’enregistrement entraîne une reconnexion à Neuro.</translation>
    </message>
    <message>
        <source>Saving takes effect at once and disconnects nobody.</source>
        <translation>L’enregistrement prend effet immédiatement et ne déconnecte personne.</translation>
    </message>
    <message>
        <source>%1 counts from the next start on.</source>
        <translation>%1&#xa0;: pris en compte à partir du prochain démarrage.</translation>
    </message>
</context>
<context>
    <name>Deciders</name>
    <message>
        <source>Neuro herself, while the relay is connected to her.</source>
        <translation>Neuro elle-même, tant que le relais est connecté à elle.</translation>
    </message>
    <message>
        <source>Neuro</source>
        <translation>Neuro</translation>
    </message>
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
    <message>
        <source>Watchers</source>
        <translation>Observateurs</translation>
    </message>
    <message>
        <source>Programs at the intermediary door; the first valid choice counts.</source>
        <translation>Programmes à la porte de l’intermédiaire&#x202f;; le premier choix valable compte.</translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>Message refused</source>
        <translation>Message refusé</translation>
    </message>
    <message>
        <source>Unknown command</source>
        <translation>Commande inconnue</translation>
    </message>
    <message>
        <source>The game sent a command that the Neuro API does not have. The relay does nothing with it but to pass it on to the real Neuro while she is connected.</source>
        <translation>Le jeu a envoyé une commande que l’API Neuro ne connaît pas. Le relais se contente de la transmettre à la vraie Neuro tant qu’elle est connectée.</translation>
    </message>
    <message>
        <source>Look for a slip in the command&apos;s name. If the game uses a newer version of the API, this can be muted.</source>
        <translation>Cherchez une faute de frappe dans le nom de la commande. Si le jeu utilise une version plus récente de l’API, ce diagnostic peut être mis en sourdine.</translation>
    </message>
    <message>
        <source>Binary message</source>
        <translation>Message binaire</translation>
    </message>
    <message>
        <source>The game sent binary data. The Neuro API is text only, so it was ignored; Neuro would not understand it either.</source>
        <translation>Le jeu a envoyé des données binaires. L’API Neuro n’accepte que du texte, elles ont donc été ignorées&#x202f;; Neuro ne les comprendrait pas non plus.</translation>
    </message>
    <message>
        <source>Send every message as a text frame: many WebSocket libraries have two functions to send with.</source>
        <translation>Envoyez chaque message comme trame de texte&#xa0;: beaucoup de bibliothèques WebSocket ont deux fonctions d’envoi.</translation>
    </message>
    <message>
        <source>Unknown field</source>
        <translation>Champ inconnu</translation>
    </message>
    <message>
        <source>A message holds a field that the Neuro API does not know. The field has no effect.</source>
        <translation>Un message contient un champ que l’API Neuro ne connaît pas. Ce champ n’a aucun effet.</translation>
    </message>
    <message>
        <source>Look for a slip in the field&apos;s name, or for a field at the wrong level of the message; otherwise leave it out.</source>
        <translation>Cherchez une faute de frappe dans le nom du champ, ou un champ au mauvais niveau du message&#x202f;; sinon, omettez-le.</translation>
    </message>
    <message>
        <source>Same field twice</source>
        <translation>Champ en double</translation>
    </message>
    <message>
        <source>An object in a message has two fields of the same name. The last one counts here; other programs may take the first one.</source>
        <translation>Un objet d’un message a deux champs du même nom. Ici, c’est le dernier qui compte&#x202f;; d’autres programmes peuvent prendre le premier.</translation>
    </message>
    <message>
        <source>Write each field once. A JSON library does that by itself.</source>
        <translation>Écrivez chaque champ une seule fois. Une bibliothèque JSON le fait d’elle-même.</translation>
    </message>
    <message>
        <source>Game changed its name</source>
        <translation>Le jeu a changé de nom</translation>
    </message>
    <message>
        <source>A message has another game&apos;s name than the first one of this connection. It was taken as one of the first name.</source>
        <translation>Un message porte un autre nom de jeu que le premier de cette connexion. Il a été compté comme un message du premier nom.</translation>
    </message>
    <message>
        <source>Send the same name with every message, and use a connection of its own for each game.</source>
        <translation>Envoyez le même nom avec chaque message, et utilisez une connexion distincte pour chaque jeu.</translation>
    </message>
    <message>
        <source>Game without a name</source>
        <translation>Jeu sans nom</translation>
    </message>
    <message>
        <source>The field “game” is empty, so neither Neuro nor the operator can tell whose message it is.</source>
        <translation>Le champ «&#xa0;game&#xa0;» est vide&#xa0;: ni Neuro ni l’opérateur ne peuvent savoir de qui vient le message.</translation>
    </message>
    <message>
        <source>Send the game&apos;s display name, with spaces and capitals, in every message.</source>
        <translation>Envoyez dans chaque message le nom d’affichage du jeu, avec espaces et majuscules.</translation>
    </message>
    <message>
        <source>Did not start with “startup”</source>
        <translation>N’a pas commencé par «&#xa0;startup&#xa0;»</translation>
    </message>
    <message>
        <source>The first message of the connection was another one. The relay serves the game all the same; Neuro may still know actions of an earlier session.</source>
        <translation>Le premier message de la connexion en était un autre. Le relais sert le jeu malgré tout&#x202f;; Neuro peut encore connaître des actions d’une session précédente.</translation>
    </message>
    <message>
        <source>Send “startup” as the first message after each connecting, also after a reconnect.</source>
        <translation>Envoyez «&#xa0;startup&#xa0;» comme premier message après chaque connexion, y compris après une reconnexion.</translation>
    </message>
    <message>
        <source>Second “startup”</source>
        <translation>Second «&#xa0;startup&#xa0;»</translation>
    </message>
    <message>
        <source>The game sent “startup” again on the same connection. That takes back all of its actions and forces.</source>
        <translation>Le jeu a envoyé de nouveau «&#xa0;startup&#xa0;» sur la même connexion. Cela retire toutes ses actions et ses actions forcées.</translation>
    </message>
    <message>
        <source>Send “startup” once for each connection. To take actions back, unregister them.</source>
        <translation>Envoyez «&#xa0;startup&#xa0;» une fois par connexion. Pour supprimer des actions, demandez leur retrait.</translation>
    </message>
    <message>
        <source>Late “startup”</source>
        <translation>«&#xa0;startup&#xa0;» tardif</translation>
    </message>
    <message>
        <source>More than half a second went by between the connecting and “startup”. Until then nobody knows what game it is.</source>
        <translation>Plus d’une demi-seconde s’est écoulée entre la connexion et «&#xa0;startup&#xa0;». Jusque-là, personne ne sait de quel jeu il s’agit.</translation>
    </message>
    <message>
        <source>Send “startup” as soon as the connection is open, not when the game has loaded.</source>
        <translation>Envoyez «&#xa0;startup&#xa0;» dès que la connexion est ouverte, et non quand le jeu est chargé.</translation>
    </message>
    <message>
        <source>Registers only when it is asked to</source>
        <translation>Ne déclare ses actions que sur demande</translation>
    </message>
    <message>
        <source>After connecting, the game waited until the relay asked for its actions. The real Neuro may not ask, and would then have no action of it.</source>
        <translation>Après la connexion, le jeu a attendu que le relais demande ses actions. La vraie Neuro peut ne pas les demander, et n’en aurait alors aucune.</translation>
    </message>
    <message>
        <source>Send “startup” and register the actions unasked after each connecting. Some SDKs do not do that after a reconnect: an update may help.</source>
        <translation>Envoyez «&#xa0;startup&#xa0;» et déclarez les actions de vous-même après chaque connexion. Certains SDK ne le font pas après une reconnexion&#xa0;: une mise à jour peut aider.</translation>
    </message>
    <message>
        <source>Action registered again</source>
        <translation>Action déclarée de nouveau</translation>
    </message>
    <message>
        <source>The game registered an action that is registered already, in the same words. Nothing changes.</source>
        <translation>Le jeu a déclaré une action déjà déclarée, dans les mêmes termes. Rien ne change.</translation>
    </message>
    <message>
        <source>Harmless. Registering only what is new saves messages.</source>
        <translation>Sans gravité. Ne déclarer que ce qui est nouveau économise des messages.</translation>
    </message>
    <message>
        <source>Registered action cannot be changed</source>
        <translation>Une action déclarée ne peut pas être modifiée</translation>
    </message>
    <message>
        <source>The game registered an action again with another description or schema. The first one stays: Neuro does not learn of the change.</source>
        <translation>Le jeu a déclaré de nouveau une action avec une autre description ou un autre schéma. La première déclaration reste&#xa0;: Neuro n’apprend rien de la modification.</translation>
    </message>
    <message>
        <source>Unregister the action first, then register it anew.</source>
        <translation>Retirez d’abord l’action, puis déclarez-la de nouveau.</translation>
    </message>
    <message>
        <source>Actions change all the time</source>
        <translation>Les actions changent sans cesse</translation>
    </message>
    <message>
        <source>More than 20 messages in 10 seconds registered or unregistered actions. Neuro is told of each change and can hardly keep up.</source>
        <translation>Plus de 20 messages en 10 secondes ont déclaré ou retiré des actions. Neuro est informée de chaque changement et peut à peine suivre.</translation>
    </message>
    <message>
        <source>Register what is possible for some time, several actions in one message, and answer an action that does not fit just now with a failure.</source>
        <translation>Déclarez ce qui est possible pendant un certain temps, plusieurs actions dans un même message, et répondez par un échec à une action qui ne convient pas sur le moment.</translation>
    </message>
    <message>
        <source>Unregistered an unknown action</source>
        <translation>Retrait d’une action inconnue</translation>
    </message>
    <message>
        <source>The game took back an action that it has never registered. Nothing changes, but the action that was meant may still be there.</source>
        <translation>Le jeu a retiré une action qu’il n’a jamais déclarée. Rien ne change, mais l’action visée est peut-être encore là.</translation>
    </message>
    <message>
        <source>Look for a slip in the action&apos;s name.</source>
        <translation>Cherchez une faute de frappe dans le nom de l’action.</translation>
    </message>
    <message>
        <source>Unregistered an action twice</source>
        <translation>Action retirée deux fois</translation>
    </message>
    <message>
        <source>The game took back an action that was taken back before. Nothing changes.</source>
        <translation>Le jeu a retiré une action qui l’avait déjà été. Rien ne change.</translation>
    </message>
    <message>
        <source>Harmless.</source>
        <translation>Sans gravité.</translation>
    </message>
    <message>
        <source>Unusual action name</source>
        <translation>Nom d’action inhabituel</translation>
    </message>
    <message>
        <source>The name of an action has other characters than small letters, digits, “_” and “-”. Towards Neuro each of them becomes “_”.</source>
        <translation>Le nom d’une action contient d’autres caractères que des minuscules, des chiffres, «&#xa0;_&#xa0;» et «&#xa0;-&#xa0;». Pour Neuro, chacun d’eux devient «&#xa0;_&#xa0;».</translation>
    </message>
    <message>
        <source>Name actions like “join_friend_lobby”; what people should read belongs into the description.</source>
        <translation>Nommez les actions à la manière de «&#xa0;join_friend_lobby&#xa0;»&#x202f;; ce que les gens doivent lire a sa place dans la description.</translation>
    </message>
    <message>
        <source>Action without description</source>
        <translation>Action sans description</translation>
    </message>
    <message>
        <source>An action does not say what it does. Neuro has only its name to go by.</source>
        <translation>Une action ne dit pas ce qu’elle fait. Neuro n’a que son nom pour s’en faire une idée.</translation>
    </message>
    <message>
        <source>Describe in plain text what the action does and when to use it.</source>
        <translation>Décrivez en texte simple ce que fait l’action et quand l’utiliser.</translation>
    </message>
    <message>
        <source>Schema is not of type “object”</source>
        <translation>Le schéma n’est pas de type «&#xa0;object&#xa0;»</translation>
    </message>
    <message>
        <source>The schema of an action asks for something else than an object. It is passed on as it is, but data for it cannot be checked here.</source>
        <translation>Le schéma d’une action demande autre chose qu’un objet. Il est transmis tel quel, mais les données correspondantes ne peuvent pas être vérifiées ici.</translation>
    </message>
    <message>
        <source>Give the schema the type “object” and make the value a property of it.</source>
        <translation>Donnez au schéma le type «&#xa0;object&#xa0;» et faites de la valeur une de ses propriétés.</translation>
    </message>
    <message>
        <source>Schema uses what Neuro may not support</source>
        <translation>Le schéma utilise ce que Neuro ne prend peut-être pas en charge</translation>
    </message>
    <message>
        <source>The schema of an action has a keyword that Neuro probably does not heed, so her data may break it.</source>
        <translation>Le schéma d’une action contient un mot-clé dont Neuro ne tient probablement pas compte&#xa0;: ses données peuvent ne pas le respecter.</translation>
    </message>
    <message>
        <source>Write the schema without it, say the rule in the description, and check the data in the game in any case.</source>
        <translation>Écrivez le schéma sans lui, énoncez la règle dans la description et, dans tous les cas, vérifiez les données dans le jeu.</translation>
    </message>
    <message>
        <source>Schema says nothing</source>
        <translation>Le schéma ne dit rien</translation>
    </message>
    <message>
        <source>The schema of an action allows any data, so Neuro does not know what to send.</source>
        <translation>Le schéma d’une action autorise n’importe quelles données&#xa0;: Neuro ne sait donc pas quoi envoyer.</translation>
    </message>
    <message>
        <source>List the properties that the game needs. Leave the schema out when the action takes no data.</source>
        <translation>Énumérez les propriétés dont le jeu a besoin. Omettez le schéma si l’action n’accepte pas de données.</translation>
    </message>
    <message>
        <source>Invalid schema</source>
        <translation>Schéma non valable</translation>
    </message>
    <message>
        <source>The schema of an action is not a valid JSON Schema. The action is kept, but its data cannot be checked, and Neuro may make nothing of it.</source>
        <translation>Le schéma d’une action n’est pas un JSON Schema valable. L’action est conservée, mais ses données ne peuvent pas être vérifiées, et Neuro n’en tirera peut-être rien.</translation>
    </message>
    <message>
        <source>Correct the place that the detail names. “neuro-relay check-action” judges a schema before it is used.</source>
        <translation>Corrigez l’endroit que le détail indique. «&#xa0;neuro-relay check-action&#xa0;» évalue un schéma avant son utilisation.</translation>
    </message>
    <message>
        <source>Force without actions</source>
        <translation>Action forcée sans actions</translation>
    </message>
    <message>
        <source>A force lists no action to choose from. It was refused, since nobody could answer it.</source>
        <translation>Une action forcée n’énumère aucune action à choisir. Elle a été refusée, car personne ne pourrait y répondre.</translation>
    </message>
    <message>
        <source>List the names of the registered actions that Neuro may choose from.</source>
        <translation>Énumérez les noms des actions déclarées parmi lesquelles Neuro peut choisir.</translation>
    </message>
    <message>
        <source>Force with unknown actions only</source>
        <translation>Action forcée avec seulement des actions inconnues</translation>
    </message>
    <message>
        <source>None of the actions that a force lists is registered. It was refused, since nobody could answer it.</source>
        <translation>Aucune des actions qu’une action forcée énumère n’est déclarée. Elle a été refusée, car personne ne pourrait y répondre.</translation>
    </message>
    <message>
        <source>Register the actions before the force, and compare the names.</source>
        <translation>Déclarez les actions avant l’action forcée, et comparez les noms.</translation>
    </message>
    <message>
        <source>Force with an unknown action</source>
        <translation>Action forcée avec une action inconnue</translation>
    </message>
    <message>
        <source>One or more actions of a force are not registered. Only the others can be chosen.</source>
        <translation>Une ou plusieurs actions d’une action forcée ne sont pas déclarées. Seules les autres peuvent être choisies.</translation>
    </message>
    <message>
        <source>Force while another one is open</source>
        <translation>Action forcée alors qu’une autre est en cours</translation>
    </message>
    <message>
        <source>The game sent a force before its last one was over. It waits here, and is refused when too many wait; the real Neuro can handle one at a time only.</source>
        <translation>Le jeu a envoyé une action forcée avant que la précédente soit terminée. Elle attend ici, et elle est refusée quand trop d’entre elles attendent&#x202f;; la vraie Neuro ne peut en traiter qu’une à la fois.</translation>
    </message>
    <message>
        <source>Wait for the action and send its result before the next force.</source>
        <translation>Attendez l’action et envoyez son résultat avant l’action forcée suivante.</translation>
    </message>
    <message>
        <source>Force before the result</source>
        <translation>Action forcée avant le résultat</translation>
    </message>
    <message>
        <source>The game sent a force while it still owed the result of an action. Neuro waits for that result first.</source>
        <translation>Le jeu a envoyé une action forcée alors qu’il devait encore le résultat d’une action. Neuro attend d’abord ce résultat.</translation>
    </message>
    <message>
        <source>Send the result as soon as the action&apos;s data is checked, then the next force.</source>
        <translation>Envoyez le résultat dès que les données de l’action sont vérifiées, puis l’action forcée suivante.</translation>
    </message>
    <message>
        <source>Unknown priority</source>
        <translation>Priorité inconnue</translation>
    </message>
    <message>
        <source>The priority of a force is none of low, medium, high and critical. It counts as low here.</source>
        <translation>La priorité d’une action forcée n’est ni low, ni medium, ni high, ni critical. Elle compte ici comme low.</translation>
    </message>
    <message>
        <source>Use one of the four words, or leave the field out for low.</source>
        <translation>Utilisez l’un des quatre mots, ou omettez le champ pour low.</translation>
    </message>
    <message>
        <source>Slow result</source>
        <translation>Résultat lent</translation>
    </message>
    <message>
        <source>The game took more than half a second to answer an action. Neuro stands still for so long.</source>
        <translation>Le jeu a mis plus d’une demi-seconde à répondre à une action. Pendant tout ce temps, Neuro est à l’arrêt.</translation>
    </message>
    <message>
        <source>Send the result when the data is checked, before the action is played out.</source>
        <translation>Envoyez le résultat quand les données sont vérifiées, avant que l’action soit jouée.</translation>
    </message>
    <message>
        <source>No result in time</source>
        <translation>Pas de résultat à temps</translation>
    </message>
    <message>
        <source>The game did not answer an action in time. Neuro was told so; a later result is ignored.</source>
        <translation>Le jeu n’a pas répondu à temps à une action. Neuro en a été informée&#x202f;; un résultat ultérieur est ignoré.</translation>
    </message>
    <message>
        <source>Answer every action, also one that cannot be done or whose data is wrong. See whether the game hangs or waits for the player.</source>
        <translation>Répondez à chaque action, même à celle qui est impossible ou dont les données sont fausses. Regardez si le jeu est bloqué ou attend le joueur.</translation>
    </message>
    <message>
        <source>Result for no action</source>
        <translation>Résultat pour aucune action</translation>
    </message>
    <message>
        <source>A result has an id that no action of this connection had. It was ignored, and the action that was meant still waits.</source>
        <translation>Un résultat porte un identifiant qu’aucune action de cette connexion n’avait. Il a été ignoré, et l’action visée attend toujours.</translation>
    </message>
    <message>
        <source>Send back the id of the action as it came.</source>
        <translation>Renvoyez l’identifiant de l’action tel qu’il est arrivé.</translation>
    </message>
    <message>
        <source>Second or late result</source>
        <translation>Second résultat, ou résultat tardif</translation>
    </message>
    <message>
        <source>The game answered an action that is over: it was answered before, its time was up, or the game has started up again since. The result was ignored.</source>
        <translation>Le jeu a répondu à une action terminée&#xa0;: elle avait déjà reçu une réponse, son temps était écoulé ou le jeu a redémarré depuis. Le résultat a été ignoré.</translation>
    </message>
    <message>
        <source>Send one result for each action, in time. What happens later is a context.</source>
        <translation>Envoyez un seul résultat pour chaque action, à temps. Ce qui se passe plus tard est un contexte.</translation>
    </message>
    <message>
        <source>Failure without a reason</source>
        <translation>Échec sans raison</translation>
    </message>
    <message>
        <source>A result says that an action failed, but not why. Neuro may try the same thing again.</source>
        <translation>Un résultat dit qu’une action a échoué, mais pas pourquoi. Neuro risque de réessayer la même chose.</translation>
    </message>
    <message>
        <source>Say in “message” what was wrong and what would be right.</source>
        <translation>Dites dans «&#xa0;message&#xa0;» ce qui n’allait pas et ce qui conviendrait.</translation>
    </message>
    <message>
        <source>Failed after it was unregistered</source>
        <translation>Échec après son retrait</translation>
    </message>
    <message>
        <source>A forced action failed, but the game had unregistered it by then: Neuro cannot try again, and the force may hang.</source>
        <translation>Une action imposée par une action forcée a échoué, mais le jeu l’avait déjà retirée&#xa0;: Neuro ne peut pas réessayer, et l’action forcée peut rester bloquée.</translation>
    </message>
    <message>
        <source>Unregister the actions of a force only after a success.</source>
        <translation>Ne retirez les actions d’une action forcée qu’après un succès.</translation>
    </message>
    <message>
        <source>Too many contexts</source>
        <translation>Trop de contextes</translation>
    </message>
    <message>
        <source>The game sent more than 10 contexts in a second. They crowd everything else out of what Neuro remembers.</source>
        <translation>Le jeu a envoyé plus de 10 contextes en une seconde. Ils chassent tout le reste de la mémoire de Neuro.</translation>
    </message>
    <message>
        <source>Tell what matters, and put several small things into one message.</source>
        <translation>Dites ce qui compte, et réunissez plusieurs petites choses dans un même message.</translation>
    </message>
    <message>
        <source>Context starts with a heading</source>
        <translation>Le contexte commence par un titre</translation>
    </message>
    <message>
        <source>A context begins with a Markdown heading, which sets it apart in what Neuro reads as if it were a document of its own.</source>
        <translation>Un contexte commence par un titre Markdown, qui le détache dans ce que Neuro lit, comme s’il était un document à part.</translation>
    </message>
    <message>
        <source>Write contexts as plain sentences. Markdown belongs into the state of a force.</source>
        <translation>Écrivez les contextes en phrases simples. Le Markdown a sa place dans l’état d’une action forcée.</translation>
    </message>
    <message>
        <source>Context is JSON</source>
        <translation>Le contexte est du JSON</translation>
    </message>
    <message>
        <source>A context is raw JSON. Neuro reads it word for word, brackets and all.</source>
        <translation>Un contexte est du JSON brut. Neuro le lit mot à mot, accolades comprises.</translation>
    </message>
    <message>
        <source>Say the same in a sentence.</source>
        <translation>Dites la même chose en une phrase.</translation>
    </message>
    <message>
        <source>info</source>
        <translation>info</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>avertissement</translation>
    </message>
    <message>
        <source>error</source>
        <translation>erreur</translation>
    </message>
    <message>
        <source>The relay could not use a message of the game, or a part of it, and ignored that; or the connection ended over a message that one of the two could not take. The real Neuro may close the connection over such a message, too.</source>
        <translation>Le relais n’a pas pu utiliser un message du jeu, ou une partie de celui-ci, et n’en a pas tenu compte&#x202f;; ou la connexion s’est terminée à cause d’un message que l’un des deux n’a pas pu accepter. La vraie Neuro peut elle aussi fermer la connexion à cause d’un tel message.</translation>
    </message>
    <message>
        <source>The detail names the place in the message and what should be there: go to the message and compare it with the specification. When the connection ended, the detail says who closed it and what to change.</source>
        <translation>Le détail indique l’endroit dans le message et ce qui devrait s’y trouver&#xa0;: allez au message et comparez-le avec la spécification. Si la connexion s’est terminée, le détail dit qui l’a fermée et ce qu’il faut changer.</translation>
    </message>
</context>
<context>
    <name>EncryptionNotice</name>
    <message>
        <source>No integration and no watcher can connect with encryption: %1</source>
        <translation>Aucune intégration ni aucun observateur ne peut se connecter avec chiffrement&#xa0;: %1</translation>
    </message>
    <message>
        <source>No game can connect with encryption: %1</source>
        <translation>Aucun jeu ne peut se connecter avec chiffrement&#xa0;: %1</translation>
    </message>
    <message>
        <source>Do without</source>
        <translation>S’en passer</translation>
    </message>
    <message>
        <source>Integrations and watchers are shown the earlier certificate, the new one is of no use: %1</source>
        <translation>Les intégrations et les observateurs voient l’ancien certificat, le nouveau est inutilisable&#xa0;: %1</translation>
    </message>
    <message>
        <source>Games are shown the earlier certificate, the new one is of no use: %1</source>
        <translation>Les jeux voient l’ancien certificat, le nouveau est inutilisable&#xa0;: %1</translation>
    </message>
    <message>
        <source>Open the configuration…</source>
        <translation>Ouvrir la configuration…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
</context>
<context>
    <name>ExportNotice</name>
    <message>
        <source>Exported 1 line to %1.</source>
        <translation>1 ligne exportée vers %1.</translation>
    </message>
    <message numerus="yes">
        <source>Exported %Ln lines to %1.</source>
        <translation>
            <numerusform>%Ln ligne exportée vers %1.</numerusform>
            <numerusform>%Ln lignes exportées vers %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>1 damaged line was left out.</source>
        <translation>1 ligne endommagée a été laissée de côté.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln damaged lines were left out.</source>
        <translation>
            <numerusform>%Ln ligne endommagée a été laissée de côté.</numerusform>
            <numerusform>%Ln lignes endommagées ont été laissées de côté.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
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
        <translation>suspendue</translation>
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
    <message>
        <source>waits for its turn with Neuro</source>
        <translation>attend son tour auprès de Neuro</translation>
    </message>
    <message>
        <source>Neuro decides</source>
        <translation>Neuro décide</translation>
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
    <message>
        <source>%1 — %2</source>
        <translation>%1 — %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln bytes</source>
        <translation>
            <numerusform>%Ln octet</numerusform>
            <numerusform>%Ln octets</numerusform>
        </translation>
    </message>
    <message>
        <source>not allowed</source>
        <translation>non autorisé</translation>
    </message>
    <message>
        <source>nobody of that name is there</source>
        <translation>personne de ce nom n’est là</translation>
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
    <message>
        <source>%1: %2</source>
        <comment>severity, key</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1: %2 — %3</source>
        <comment>severity, key, detail</comment>
        <translation>%1&#xa0;: %2 — %3</translation>
    </message>
    <message>
        <source>from upstream</source>
        <translation>de l’amont</translation>
    </message>
    <message>
        <source>to upstream</source>
        <translation>vers l’amont</translation>
    </message>
    <message>
        <source>Sent by the hostile Neuro of the test bench</source>
        <translation>Envoyé par la Neuro hostile du banc d’essai</translation>
    </message>
</context>
<context>
    <name>GameTargets</name>
    <message>
        <source>All games</source>
        <translation>Tous les jeux</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
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
    <message>
        <source>Choose the action 1 to %1</source>
        <translation>Choisir l’action 1 à %1</translation>
    </message>
    <message>
        <source>%1 … %2</source>
        <comment>the first key to the last one</comment>
        <translation>%1 … %2</translation>
    </message>
</context>
<context>
    <name>Integrations</name>
    <message>
        <source>1 warning or error</source>
        <translation>1 avertissement ou erreur</translation>
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
    <message numerus="yes">
        <source>%Ln warnings and errors</source>
        <translation>
            <numerusform>%Ln avertissement ou erreur</numerusform>
            <numerusform>%Ln avertissements et erreurs</numerusform>
        </translation>
    </message>
    <message>
        <source>1 message waits for it</source>
        <translation>1 message l’attend</translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages wait for it</source>
        <translation>
            <numerusform>%Ln message l’attend</numerusform>
            <numerusform>%Ln messages l’attendent</numerusform>
        </translation>
    </message>
    <message>
        <source>away</source>
        <translation>absente</translation>
    </message>
    <message>
        <source>integration</source>
        <translation>intégration</translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln en attente</numerusform>
            <numerusform>%Ln en attente</numerusform>
        </translation>
    </message>
    <message>
        <source>registered integration</source>
        <translation>intégration enregistrée</translation>
    </message>
    <message>
        <source>Registered integration. It may offer actions, make Neuro choose one, take commands of watchers, and answer what watchers are asked to decide.</source>
        <translation>Intégration enregistrée. Elle peut proposer des actions, en faire choisir une par Neuro, recevoir les commandes des observateurs et répondre à ce que les observateurs doivent décider.</translation>
    </message>
    <message>
        <source>%1, for at least %2.</source>
        <comment>how many messages wait, how long</comment>
        <translation>%1, depuis au moins %2.</translation>
    </message>
    <message>
        <source>Hub client. It may read what hub clients tell one another, and say nothing.</source>
        <translation>Client du concentrateur. Il peut lire ce que les clients du concentrateur se disent, et ne rien dire.</translation>
    </message>
    <message>
        <source>Hub client. It may read what hub clients tell one another, and send them messages.</source>
        <translation>Client du concentrateur. Il peut lire ce que les clients du concentrateur se disent, et leur envoyer des messages.</translation>
    </message>
    <message>
        <source>enhanced</source>
        <translation>étendu</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>standard</translation>
    </message>
    <message>
        <source>Watcher with enhanced privileges. It may read everything, send commands to integrations, answer any force, make games act, and speak to Neuro directly.</source>
        <translation>Observateur aux droits étendus. Il peut tout lire, envoyer des commandes aux intégrations, répondre à toute action forcée, faire agir les jeux et parler directement à Neuro.</translation>
    </message>
    <message>
        <source>Watcher with standard privileges. It may read everything, send commands to integrations, and answer what watchers are asked to decide.</source>
        <translation>Observateur aux droits standard. Il peut tout lire, envoyer des commandes aux intégrations et répondre à ce que les observateurs doivent décider.</translation>
    </message>
    <message>
        <source>Its diagnostics are muted.</source>
        <translation>Ses diagnostics sont en sourdine.</translation>
    </message>
    <message>
        <source>Worst: %1 (%2)</source>
        <comment>diagnostic, severity</comment>
        <translation>Le pire&#xa0;: %1 (%2)</translation>
    </message>
    <message>
        <source>asked to end</source>
        <translation>arrêt demandé</translation>
    </message>
    <message>
        <source>told to end</source>
        <translation>arrêt ordonné</translation>
    </message>
    <message>
        <source>ready to end</source>
        <translation>prêt à s’arrêter</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>bloqué</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>en sourdine</translation>
    </message>
    <message>
        <source>Blocked: it is sent away whenever it comes, until it is allowed.</source>
        <translation>Bloqué&#xa0;: il est refusé chaque fois qu’il se présente, jusqu’à ce qu’il soit autorisé.</translation>
    </message>
    <message>
        <source>Muted: Neuro is told nothing of it, and others decide for her.</source>
        <translation>En sourdine&#xa0;: rien n’en est dit à Neuro, et d’autres décident à sa place.</translation>
    </message>
    <message>
        <source>1 action is hidden from Neuro.</source>
        <translation>1 action est masquée à Neuro.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln actions are hidden from Neuro.</source>
        <translation>
            <numerusform>%Ln action est masquée à Neuro.</numerusform>
            <numerusform>%Ln actions sont masquées à Neuro.</numerusform>
        </translation>
    </message>
    <message>
        <source>It has saved and may be closed (shutdown/ready).</source>
        <translation>Il a sauvegardé et peut être fermé (shutdown/ready).</translation>
    </message>
    <message>
        <source>%1, hidden from Neuro</source>
        <translation>%1, masquée à Neuro</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>masquée</translation>
    </message>
</context>
<context>
    <name>JsonTree</name>
    <message>
        <source>1 item</source>
        <translation>1 élément</translation>
    </message>
    <message>
        <source>1 member</source>
        <translation>1 membre</translation>
    </message>
    <message numerus="yes">
        <source>&quot;%1&quot; string, %Ln characters</source>
        <translation>
            <numerusform>&quot;%1&quot;, chaîne de %Ln caractère</numerusform>
            <numerusform>&quot;%1&quot;, chaîne de %Ln caractères</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln élément</numerusform>
            <numerusform>%Ln éléments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln members</source>
        <translation>
            <numerusform>%Ln membre</numerusform>
            <numerusform>%Ln membres</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainActions</name>
    <message>
        <source>&amp;Export session…</source>
        <translation>&amp;Exporter…</translation>
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
        <translation>Tout suspendre</translation>
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
        <source>Show &amp;all traffic</source>
        <translation>Afficher &amp;tout le trafic</translation>
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
        <source>F&amp;ollow</source>
        <translation>&amp;Suivre</translation>
    </message>
    <message>
        <source>Keep the newest message in sight</source>
        <translation>Garder visible le message le plus récent</translation>
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
        <source>Copy &amp;JSON</source>
        <translation>Copier le &amp;JSON</translation>
    </message>
    <message>
        <source>Only this fo&amp;rce</source>
        <translation>Cette action f&amp;orcée seulement</translation>
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
    <message>
        <source>Copy the selected entries of “Neuro reads”, or all of them</source>
        <translation>Copier les entrées sélectionnées de «&#xa0;Lu par Neuro&#xa0;», ou toutes</translation>
    </message>
    <message>
        <source>Ask all games to &amp;register their actions again</source>
        <translation>Demander à tous les jeux de &amp;redéclarer leurs actions</translation>
    </message>
    <message>
        <source>Show only messages that contain certain words</source>
        <translation>Afficher seulement les messages qui contiennent certains mots</translation>
    </message>
    <message>
        <source>Remove the filter and the restriction to a game or a force</source>
        <translation>Retirer le filtre et la restriction à un jeu ou à une action forcée</translation>
    </message>
    <message>
        <source>Go to the previous message found</source>
        <translation>Aller au message trouvé précédent</translation>
    </message>
    <message>
        <source>Mark the selected message, or remove its mark</source>
        <translation>Marquer le message sélectionné, ou retirer sa marque</translation>
    </message>
    <message>
        <source>Copy the selected row of the traffic</source>
        <translation>Copier la ligne sélectionnée du trafic</translation>
    </message>
    <message>
        <source>Copy the selected message as it came</source>
        <translation>Copier le message sélectionné tel quel</translation>
    </message>
    <message>
        <source>Show only what belongs to the selected message&apos;s force</source>
        <translation>Afficher seulement ce qui se rapporte à l’action forcée du message sélectionné</translation>
    </message>
    <message>
        <source>&amp;Reconnect now</source>
        <translation>&amp;Reconnecter maintenant</translation>
    </message>
    <message>
        <source>Connect to Neuro anew, without waiting</source>
        <translation>Se reconnecter à Neuro sans attendre</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Déconnecter</translation>
    </message>
    <message>
        <source>Disconnect from Neuro, and do not try again</source>
        <translation>Se déconnecter de Neuro et ne plus essayer</translation>
    </message>
    <message>
        <source>Copy the address of Neuro&apos;s server</source>
        <translation>Copier l’adresse du serveur de Neuro</translation>
    </message>
    <message>
        <source>&amp;Say something…</source>
        <translation>D&amp;ire quelque chose…</translation>
    </message>
    <message>
        <source>Go to the line for what you have to say to Neuro</source>
        <translation>Aller à la ligne où parler à Neuro</translation>
    </message>
    <message>
        <source>Show the &amp;outbox</source>
        <translation>Afficher la &amp;file d’envoi</translation>
    </message>
    <message>
        <source>Go to the messages that wait for Neuro</source>
        <translation>Aller aux messages qui attendent Neuro</translation>
    </message>
    <message>
        <source>Send &amp;now</source>
        <translation>Envoyer &amp;maintenant</translation>
    </message>
    <message>
        <source>Deliver what waits for Neuro now; connect first if need be</source>
        <translation>Remettre maintenant ce qui attend Neuro, en se connectant d’abord s’il le faut</translation>
    </message>
    <message>
        <source>Dro&amp;p…</source>
        <translation>Aba&amp;ndonner…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exporter…</translation>
    </message>
    <message>
        <source>&amp;Neuro</source>
        <translation>&amp;Neuro</translation>
    </message>
    <message>
        <source>&amp;Configuration…</source>
        <translation>&amp;Configuration…</translation>
    </message>
    <message>
        <source>Change how the relay works</source>
        <translation>Modifier le fonctionnement du relais</translation>
    </message>
    <message>
        <source>&amp;Forget who may connect</source>
        <translation>&amp;Oublier qui peut se connecter</translation>
    </message>
    <message>
        <source>Take back every “Always” and “Never”: whoever comes is asked about again</source>
        <translation>Annuler chaque «&#xa0;Toujours&#xa0;» et «&#xa0;Jamais&#xa0;»&#xa0;: la question sera de nouveau posée pour quiconque se présente</translation>
    </message>
    <message>
        <source>&amp;Mark or unmark</source>
        <translation>&amp;Marquer ou démarquer</translation>
    </message>
    <message>
        <source>Show only messages of the selected message&apos;s game</source>
        <translation>Afficher seulement les messages du jeu du message sélectionné</translation>
    </message>
    <message>
        <source>Light or dark, as the desktop is</source>
        <translation>Clair ou sombre, comme le bureau</translation>
    </message>
    <message>
        <source>Dark text on white</source>
        <translation>Texte foncé sur fond blanc</translation>
    </message>
    <message>
        <source>Light text on dark grey</source>
        <translation>Texte clair sur fond gris foncé</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>Contraste &amp;élevé</translation>
    </message>
    <message>
        <source>White text on black, with clear outlines</source>
        <translation>Texte blanc sur fond noir, avec des contours nets</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>menu, entry</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>&amp;Game</source>
        <translation>&amp;Jeu</translation>
    </message>
    <message>
        <source>F&amp;orce</source>
        <translation>Action f&amp;orcée</translation>
    </message>
    <message>
        <source>Raw &amp;message…</source>
        <translation>&amp;Message brut…</translation>
    </message>
    <message>
        <source>Write a message to one game or all of them by hand, from a template</source>
        <translation>Écrire à la main un message à un jeu ou à tous, à partir d’un modèle</translation>
    </message>
    <message>
        <source>&amp;Startup and speech…</source>
        <translation>Démarr&amp;age et parole…</translation>
    </message>
    <message>
        <source>Tell games who Neuro is, or that she has finished speaking</source>
        <translation>Dire aux jeux qui est Neuro, ou qu’elle a fini de parler</translation>
    </message>
    <message>
        <source>Cut all games</source>
        <translation>Couper tous les jeux</translation>
    </message>
    <message>
        <source>Disconnect every game, and let none in until this is switched off. Asks first.</source>
        <translation>Déconnecter chaque jeu, et n’en admettre aucun tant que ceci est activé. Demande d’abord confirmation.</translation>
    </message>
    <message>
        <source>D&amp;iagnostics</source>
        <translation>Dia&amp;gnostics</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>A&amp;fficher</translation>
    </message>
    <message>
        <source>Go to what the games do wrong</source>
        <translation>Aller à ce que les jeux font de travers</translation>
    </message>
    <message>
        <source>Save all that waits, and what was dropped, to a file</source>
        <translation>Enregistrer dans un fichier tout ce qui attend et ce qui a été abandonné</translation>
    </message>
    <message>
        <source>Insp&amp;ector</source>
        <translation>&amp;Inspecteur</translation>
    </message>
    <message>
        <source>&amp;Open recording…</source>
        <translation>&amp;Ouvrir un enregistrement…</translation>
    </message>
    <message>
        <source>Look at a recorded session, in a window of its own</source>
        <translation>Regarder une session enregistrée, dans une fenêtre à part</translation>
    </message>
    <message>
        <source>Save what was recorded so far, or a part of it, to a file</source>
        <translation>Enregistrer dans un fichier le journal de session tel qu’il est à présent, ou une partie de celui-ci</translation>
    </message>
    <message>
        <source>&amp;Test bench…</source>
        <translation>&amp;Banc d’essai…</translation>
    </message>
    <message>
        <source>Slow the relay down, leave forces alone or answer them automatically, or send games what is wrong, to see how they take it</source>
        <translation>Ralentir le relais, laisser les actions forcées sans réponse ou y répondre automatiquement, ou envoyer aux jeux des messages incorrects, pour voir comment ils le supportent</translation>
    </message>
    <message>
        <source>Delete what waits for Neuro, or for whom the chosen message is; it will never arrive</source>
        <translation>Supprimer ce qui attend Neuro, ou le destinataire du message choisi&#x202f;; cela n’arrivera jamais</translation>
    </message>
    <message>
        <source>Onl&amp;y this game</source>
        <translation>C&amp;e jeu seulement</translation>
    </message>
</context>
<context>
    <name>RawTemplates</name>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Action without data</source>
        <translation>Action sans données</translation>
    </message>
    <message>
        <source>Startup is acknowledged</source>
        <translation>Démarrage confirmé</translation>
    </message>
    <message>
        <source>Speech has finished</source>
        <translation>Fin de la parole</translation>
    </message>
    <message>
        <source>Register all actions again</source>
        <translation>Redéclarer toutes les actions</translation>
    </message>
    <message>
        <source>Shut down at a good moment</source>
        <translation>S’arrêter au bon moment</translation>
    </message>
    <message>
        <source>Do not shut down after all</source>
        <translation>Finalement, ne pas s’arrêter</translation>
    </message>
    <message>
        <source>Shut down at once</source>
        <translation>S’arrêter immédiatement</translation>
    </message>
    <message>
        <source>Voice chat is unavailable</source>
        <translation>Conversation vocale indisponible</translation>
    </message>
    <message>
        <source>Broken: action whose data is not JSON</source>
        <translation>Incorrect&#xa0;: action dont les données ne sont pas du JSON</translation>
    </message>
    <message>
        <source>Broken: action that nobody registered</source>
        <translation>Incorrect&#xa0;: action que personne n’a déclarée</translation>
    </message>
    <message>
        <source>Broken: command that is unknown</source>
        <translation>Incorrect&#xa0;: commande inconnue</translation>
    </message>
    <message>
        <source>Broken: action without its data</source>
        <translation>Incorrect&#xa0;: action sans ses données</translation>
    </message>
</context>
<context>
    <name>RelayStatusBar</name>
    <message>
        <source>1 game</source>
        <translation>1 jeu</translation>
    </message>
    <message>
        <source>1 action</source>
        <translation>1 action</translation>
    </message>
    <message>
        <source>relay %1 ms p50 · %2 ms p99</source>
        <translation>relais %1&#xa0;ms p50 · %2&#xa0;ms p99</translation>
    </message>
    <message>
        <source>session %1 · not recorded</source>
        <translation>session %1 · non enregistrée</translation>
    </message>
    <message numerus="yes">
        <source>%Ln games</source>
        <translation>
            <numerusform>%Ln jeu</numerusform>
            <numerusform>%Ln jeux</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln actions</source>
        <translation>
            <numerusform>%Ln action</numerusform>
            <numerusform>%Ln actions</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>games, actions</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>outbox %1</source>
        <translation>file d’envoi %1</translation>
    </message>
    <message>
        <source>1 frame</source>
        <translation>1 trame</translation>
    </message>
    <message numerus="yes">
        <source>%Ln frames</source>
        <translation>
            <numerusform>%Ln trame</numerusform>
            <numerusform>%Ln trames</numerusform>
        </translation>
    </message>
    <message>
        <source>session %1 · %2 · %3</source>
        <comment>time, frames, size</comment>
        <translation>session %1 · %2 · %3</translation>
    </message>
    <message>
        <source>1 line lost</source>
        <translation>1 ligne perdue</translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines lost</source>
        <translation>
            <numerusform>%Ln ligne perdue</numerusform>
            <numerusform>%Ln lignes perdues</numerusform>
        </translation>
    </message>
    <message>
        <source>session %1 · %2 · %3 · %4</source>
        <comment>time, frames, size, lost lines</comment>
        <translation>session %1 · %2 · %3 · %4</translation>
    </message>
</context>
<context>
    <name>SessionReport</name>
    <message>
        <source>Session of %1 UTC</source>
        <translation>Session du %1 UTC</translation>
    </message>
    <message>
        <source>Recorded session</source>
        <translation>Session enregistrée</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>Enregistré par</translation>
    </message>
    <message>
        <source>Recordings in this file</source>
        <translation>Enregistrements dans ce fichier</translation>
    </message>
    <message>
        <source>From, to (UTC)</source>
        <translation>Début, fin (UTC)</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 à %2</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtre</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>Intervalle de temps</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Trames</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>refusées</translation>
    </message>
    <message>
        <source>Bytes in them</source>
        <translation>Leurs octets</translation>
    </message>
    <message>
        <source>Forces</source>
        <translation>Actions forcées</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>répondues</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échouées</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnostics</translation>
    </message>
    <message>
        <source>Lines that the recorder could not write</source>
        <translation>Lignes que l’enregistreur n’a pas pu écrire</translation>
    </message>
    <message>
        <source>Lines that are damaged</source>
        <translation>Lignes endommagées</translation>
    </message>
    <message>
        <source>Lines that only a newer version understands</source>
        <translation>Lignes que seule une version plus récente comprend</translation>
    </message>
    <message>
        <source>Frames of others than those below</source>
        <translation>Trames d’autres pairs que ceux ci-dessous</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Reçues</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Envoyées</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Octets</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refusées</translation>
    </message>
    <message>
        <source>en</source>
        <comment>language of a report</comment>
        <translation>fr</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>Heure (UTC)</translation>
    </message>
    <message>
        <source>From, to</source>
        <translation>De, à</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Answer, ms</source>
        <translation>Réponse, ms</translation>
    </message>
    <message>
        <source>Who was there</source>
        <translation>Qui était présent</translation>
    </message>
    <message>
        <source>%1 more are not listed.</source>
        <translation>Non détaillés&#xa0;: %1 de plus.</translation>
    </message>
    <message>
        <source>and %1 bytes more; an export as JSON Lines has all of them</source>
        <translation>et %1 octets de plus&#x202f;; un export au format JSON Lines les contient tous</translation>
    </message>
    <message>
        <source>%1 of %2 frames are shown: a browser could not show more. A filter or a time range makes a report of those that matter; an export as JSON Lines or CSV has all of them.</source>
        <translation>%1 trames sur %2 sont affichées&#xa0;: un navigateur ne pourrait pas en afficher davantage. Un filtre ou un intervalle de temps donne un rapport sur celles qui comptent&#x202f;; un export au format JSON Lines ou CSV les contient toutes.</translation>
    </message>
    <message>
        <source>Nothing that the filter and the time range let pass.</source>
        <translation>Rien que le filtre et l’intervalle de temps laissent passer.</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>silencieux</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Ce qui s’est passé</translation>
    </message>
</context>
<context>
    <name>SessionText</name>
    <message>
        <source>%1, after %2 ms</source>
        <translation>%1, après %2 ms</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relais</translation>
    </message>
    <message>
        <source>recording started (%1 %2)</source>
        <translation>enregistrement démarré (%1 %2)</translation>
    </message>
    <message>
        <source>connected (%1, %2)</source>
        <translation>connecté (%1, %2)</translation>
    </message>
    <message>
        <source>disconnected (%1)</source>
        <translation>déconnecté (%1)</translation>
    </message>
    <message>
        <source>disconnected (%1): %2</source>
        <translation>déconnecté (%1)&#xa0;: %2</translation>
    </message>
    <message>
        <source>offers no action any more</source>
        <translation>ne propose plus aucune action</translation>
    </message>
    <message>
        <source>now offers: %1</source>
        <translation>propose désormais&#xa0;: %1</translation>
    </message>
    <message>
        <source>force %1: %2</source>
        <translation>action forcée %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>action %1 (%2): %3</source>
        <translation>action %1 (%2)&#xa0;: %3</translation>
    </message>
    <message>
        <source>force %1</source>
        <translation>action forcée %1</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Opérateur</translation>
    </message>
    <message>
        <source>%1 messages wait</source>
        <translation>messages en attente&#xa0;: %1</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>Amont</translation>
    </message>
    <message>
        <source>registration refused (%1)</source>
        <translation>inscription refusée (%1)</translation>
    </message>
    <message>
        <source>%1: %2 messages for %3, %4 wait now</source>
        <translation>%1&#xa0;: %2 messages pour %3, %4 en attente à présent</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>File d’envoi</translation>
    </message>
    <message>
        <source>%1 lines of the log are missing here: %2</source>
        <translation>il manque ici %1 lignes du journal&#xa0;: %2</translation>
    </message>
    <message>
        <source>something of a newer version: %1</source>
        <translation>élément d’une version plus récente&#xa0;: %1</translation>
    </message>
    <message>
        <source>Peer %1</source>
        <translation>Pair %1</translation>
    </message>
    <message>
        <source>Test bench</source>
        <translation>Banc d’essai</translation>
    </message>
    <message>
        <source>off, as an upstream connected</source>
        <translation>désactivé, car un amont s’est connecté</translation>
    </message>
    <message>
        <source>off</source>
        <comment>the test bench</comment>
        <translation>désactivé</translation>
    </message>
    <message>
        <source>message #%1 of %2</source>
        <comment>sequence number, sender</comment>
        <translation>message nº&#xa0;%1 de %2</translation>
    </message>
</context>
<context>
    <name>TestBench</name>
    <message>
        <source>messages to and from games are held back %1 s each way</source>
        <translation>les messages vers les jeux et depuis les jeux sont retenus %1&#xa0;s dans chaque sens</translation>
    </message>
    <message>
        <source>messages to games are held back %1 s</source>
        <translation>les messages vers les jeux sont retenus %1&#xa0;s</translation>
    </message>
    <message>
        <source>messages from games are held back %1 s</source>
        <translation>les messages des jeux sont retenus %1&#xa0;s</translation>
    </message>
    <message>
        <source>messages to games are held back %1 s, those from games %2 s</source>
        <translation>les messages vers les jeux sont retenus %1&#xa0;s, ceux des jeux %2&#xa0;s</translation>
    </message>
    <message>
        <source>forces are answered automatically after %1 s</source>
        <translation>les actions forcées reçoivent une réponse automatique après %1&#xa0;s</translation>
    </message>
    <message>
        <source>forces are answered automatically after %1 s, %2% of them never</source>
        <translation>les actions forcées reçoivent une réponse automatique après %1&#xa0;s, %2&#xa0;% d’entre elles jamais</translation>
    </message>
    <message>
        <source>forces are ignored</source>
        <translation>les actions forcées sont ignorées</translation>
    </message>
    <message>
        <source>forces are treated as the real Neuro does, %1% of them never answered</source>
        <translation>les actions forcées sont traitées comme par la vraie Neuro, %1&#xa0;% d’entre elles restent sans réponse</translation>
    </message>
    <message>
        <source>forces are treated as the real Neuro does</source>
        <translation>les actions forcées sont traitées comme par la vraie Neuro</translation>
    </message>
    <message>
        <source>%1 (%2 a minute)</source>
        <comment>kind of message, how many</comment>
        <translation>%1 (%2 par minute)</translation>
    </message>
    <message>
        <source>malformed messages</source>
        <translation>des messages mal formés</translation>
    </message>
    <message>
        <source>unknown actions</source>
        <translation>des actions inconnues</translation>
    </message>
    <message>
        <source>actions just unregistered</source>
        <translation>des actions tout juste retirées</translation>
    </message>
    <message>
        <source>the hostile Neuro is on, but sends nothing</source>
        <translation>la Neuro hostile est activée, mais n’envoie rien</translation>
    </message>
    <message>
        <source>each game is sent %1</source>
        <translation>chaque jeu reçoit %1</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between the things that are on</comment>
        <translation>&#x202f;; </translation>
    </message>
    <message>
        <source>forces are answered automatically at once</source>
        <translation>les actions forcées reçoivent aussitôt une réponse automatique</translation>
    </message>
    <message>
        <source>forces are answered automatically at once, %1% of them never</source>
        <translation>les actions forcées reçoivent aussitôt une réponse automatique, %1&#xa0;% d’entre elles jamais</translation>
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
    <message>
        <source>Operator</source>
        <translation>Opérateur</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relais</translation>
    </message>
    <message>
        <source>Relay for %1</source>
        <translation>Relais pour %1</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>no voice chat here</source>
        <translation>pas de conversation vocale ici</translation>
    </message>
    <message>
        <source>too many connections: %1 are open</source>
        <translation>trop de connexions&#xa0;: %1 sont ouvertes</translation>
    </message>
    <message>
        <source>Neuro Relay stops</source>
        <translation>Neuro Relay s’arrête</translation>
    </message>
    <message>
        <source>the upstream %1 is this relay&apos;s own door %2; change the address or the port of one of the two</source>
        <translation>l’amont %1 est la propre porte %2 de ce relais&#x202f;; changez l’adresse ou le port de l’un des deux</translation>
    </message>
    <message>
        <source>another program uses this port already</source>
        <translation>un autre programme utilise déjà ce port</translation>
    </message>
    <message>
        <source>%1: %2. Give an address of this machine, or leave the host empty.</source>
        <translation>%1&#xa0;: %2. Indiquez une adresse de cette machine, ou laissez l’hôte vide.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>the relay stops</source>
        <translation>le relais s’arrête</translation>
    </message>
    <message>
        <source>the relay connects anew</source>
        <translation>le relais se reconnecte</translation>
    </message>
    <message>
        <source>the certificate of %1 is of nobody who is trusted here (%2); name the file of its authority&apos;s certificate</source>
        <translation>le certificat de %1 n’émane d’aucune autorité reconnue ici (%2)&#x202f;; indiquez le fichier du certificat de son autorité</translation>
    </message>
    <message>
        <source>the certificate of %1 has expired (%2); the server needs a new one, or this computer&apos;s clock is wrong</source>
        <translation>le certificat de %1 a expiré (%2)&#x202f;; il en faut un nouveau au serveur, ou l’horloge de cet ordinateur est fausse</translation>
    </message>
    <message>
        <source>the certificate of %1 is not valid yet (%2); this computer&apos;s clock may be wrong</source>
        <translation>le certificat de %1 n’est pas encore valable (%2)&#x202f;; l’horloge de cet ordinateur est peut-être fausse</translation>
    </message>
    <message>
        <source>the certificate of %1 was made for another name (%2); use the name that it was made for</source>
        <translation>le certificat de %1 a été établi pour un autre nom (%2)&#x202f;; utilisez le nom pour lequel il a été établi</translation>
    </message>
    <message>
        <source>the certificate of %1 is not valid: %2</source>
        <translation>le certificat de %1 n’est pas valable&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 answers with the HTTP status %2 instead of a WebSocket; check the port and the path of the address</source>
        <translation>%1 répond par le statut HTTP %2 au lieu d’un WebSocket&#x202f;; vérifiez le port et le chemin de l’adresse</translation>
    </message>
    <message>
        <source>%1 does not answer like a WebSocket server (%2); check the port of the address, and whether it is ws or wss</source>
        <translation>%1 ne répond pas comme un serveur WebSocket (%2)&#x202f;; vérifiez le port de l’adresse, et s’il s’agit de ws ou de wss</translation>
    </message>
    <message>
        <source>%1 ended the connection before the WebSocket handshake was done: %2</source>
        <translation>%1 a mis fin à la connexion avant la fin de la négociation WebSocket&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 accepted the connection but did not answer the WebSocket handshake within %2 ms</source>
        <translation>%1 a accepté la connexion mais n’a pas répondu à la négociation WebSocket en %2&#xa0;ms</translation>
    </message>
    <message>
        <source>no connection to %1 within %2 ms</source>
        <translation>pas de connexion à %1 en %2&#xa0;ms</translation>
    </message>
    <message>
        <source>there is no address for the name &quot;%1&quot;; check its spelling and the network</source>
        <translation>aucune adresse pour le nom «&#xa0;%1&#xa0;»&#x202f;; vérifiez son orthographe et le réseau</translation>
    </message>
    <message>
        <source>nobody listens on %1; start Neuro&apos;s server there, or correct the address</source>
        <translation>personne n’écoute sur %1&#x202f;; démarrez-y le serveur de Neuro, ou corrigez l’adresse</translation>
    </message>
    <message>
        <source>no connection to %1: %2</source>
        <translation>pas de connexion à %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no WebSocket address; write ws://HOST:PORT or wss://HOST:PORT</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas une adresse WebSocket&#x202f;; écrivez ws://HÔTE:PORT ou wss://HÔTE:PORT</translation>
    </message>
    <message>
        <source>%1 holds no certificate that can be read; it must be a PEM file of at most %2 bytes</source>
        <translation>%1 ne contient aucun certificat lisible&#x202f;; il faut un fichier PEM d’au plus %2 octets</translation>
    </message>
    <message>
        <source>%1 does not agree on an encrypted connection (%2); a server without TLS needs ws:// instead of wss://</source>
        <translation>%1 n’accepte pas de connexion chiffrée (%2)&#x202f;; un serveur sans TLS demande ws:// au lieu de wss://</translation>
    </message>
    <message>
        <source>the connection was closed with code %1</source>
        <translation>la connexion a été fermée avec le code %1</translation>
    </message>
    <message>
        <source>the connection was closed with code %1: %2</source>
        <translation>la connexion a été fermée avec le code %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>too slow a reader: more than %1 bytes wait to be written</source>
        <translation>lecture trop lente&#xa0;: plus de %1 octets attendent d’être écrits</translation>
    </message>
    <message>
        <source>the connection was cut off</source>
        <translation>la connexion a été coupée</translation>
    </message>
    <message numerus="yes">
        <source>more than %1 messages a second</source>
        <translation>
            <numerusform>plus de %1 message par seconde</numerusform>
            <numerusform>plus de %1 messages par seconde</numerusform>
        </translation>
    </message>
    <message>
        <source>the connection was lost</source>
        <translation>la connexion a été perdue</translation>
    </message>
    <message>
        <source>nothing was said for %1 ms</source>
        <translation>silence depuis %1&#xa0;ms</translation>
    </message>
    <message>
        <source>nothing was heard for %1 ms, not even the answer to a ping</source>
        <translation>plus rien n’a été reçu depuis %1&#xa0;ms, pas même la réponse à un ping</translation>
    </message>
    <message>
        <source>action &quot;%1&quot;: %2</source>
        <translation>action «&#xa0;%1&#xa0;»&#xa0;: %2</translation>
    </message>
    <message>
        <source>the schema describes no members; leave it out, or send {}, for an action without data</source>
        <translation>le schéma ne décrit aucun membre&#x202f;; omettez-le, ou envoyez {}, pour une action sans données</translation>
    </message>
    <message>
        <source>the schema has no &quot;type&quot;; it should be &quot;object&quot;</source>
        <translation>le schéma n’a pas de &quot;type&quot;&#x202f;; ce devrait être &quot;object&quot;</translation>
    </message>
    <message>
        <source>the schema&apos;s &quot;type&quot; is %1; it should be &quot;object&quot;</source>
        <translation>le &quot;type&quot; du schéma est %1&#x202f;; ce devrait être &quot;object&quot;</translation>
    </message>
    <message>
        <source>the schema</source>
        <translation>le schéma</translation>
    </message>
    <message>
        <source>Neuro probably does not support &quot;%1&quot; (in %2)</source>
        <translation>Neuro ne prend sans doute pas en charge &quot;%1&quot; (dans %2)</translation>
    </message>
    <message>
        <source>it cannot be applied</source>
        <translation>il est inapplicable</translation>
    </message>
    <message>
        <source>the schema is not a valid JSON Schema, so data cannot be checked: %1</source>
        <translation>le schéma n’est pas un JSON Schema valable, les données ne peuvent donc pas être vérifiées&#xa0;: %1</translation>
    </message>
    <message>
        <source>names should consist of a-z, 0-9, _ and - only</source>
        <translation>un nom ne devrait se composer que de a-z, 0-9, _ et -</translation>
    </message>
    <message>
        <source>without a description Neuro has only the name to go by</source>
        <translation>sans description, Neuro n’a que le nom pour se repérer</translation>
    </message>
    <message>
        <source>the schema must be an object, not %1</source>
        <translation>le schéma doit être un objet, pas %1</translation>
    </message>
    <message>
        <source>is not JSON: %1 at byte %2</source>
        <translation>n’est pas du JSON&#xa0;: %1, à l’octet %2</translation>
    </message>
    <message>
        <source>could not be checked within %1 steps and %2 levels; make data or schema simpler</source>
        <translation>n’a pas pu être vérifié en %1 étapes et %2 niveaux&#x202f;; simplifiez les données ou le schéma</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is sent by the server only, never by a game</source>
        <translation>«&#xa0;%1&#xa0;» n’est envoyée que par le serveur, jamais par un jeu</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no command; did you mean &quot;%2&quot;?</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas une commande&#x202f;; vouliez-vous dire «&#xa0;%2&#xa0;»&#x202f;?</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no command; games send %2</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas une commande&#x202f;; les jeux envoient %2</translation>
    </message>
    <message>
        <source>a message must be a JSON object, not %1</source>
        <translation>un message doit être un objet JSON, pas %1</translation>
    </message>
    <message>
        <source>&quot;data&quot; is missing; %1 needs it</source>
        <translation>&quot;data&quot; manque&#x202f;; %1 en a besoin</translation>
    </message>
    <message>
        <source>&quot;game&quot; should be the display name</source>
        <translation>&quot;game&quot; devrait être le nom affiché</translation>
    </message>
    <message>
        <source>&quot;action:result&quot; is taken as &quot;action/result&quot;</source>
        <translation>&quot;action:result&quot; est compris comme &quot;action/result&quot;</translation>
    </message>
    <message numerus="yes">
        <source>%1 more actions are refused and not listed</source>
        <translation>
            <numerusform>%1 autre action est refusée sans être détaillée</numerusform>
            <numerusform>%1 autres actions sont refusées sans être détaillées</numerusform>
        </translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be an object with a name and a description, not %2</source>
        <translation>«&#xa0;%1&#xa0;» doit être un objet avec un nom et une description, pas %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is empty; an action needs a name of a-z, 0-9, _ and -</source>
        <translation>«&#xa0;%1&#xa0;» est vide&#x202f;; une action a besoin d’un nom composé de a-z, 0-9, _ et -</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has %2 bytes; at most %3 are allowed</source>
        <translation>taille de «&#xa0;%1&#xa0;» en octets&#xa0;: %2&#x202f;; maximum autorisé&#xa0;: %3</translation>
    </message>
    <message>
        <source>priority &quot;%1&quot; is taken as low; known are low, medium, high, critical</source>
        <translation>la priorité «&#xa0;%1&#xa0;» est comprise comme low&#x202f;; les priorités connues sont low, medium, high et critical</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>a boolean</source>
        <translation>un booléen</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>un nombre</translation>
    </message>
    <message>
        <source>an integer</source>
        <translation>un entier</translation>
    </message>
    <message>
        <source>a fraction</source>
        <translation>un nombre décimal</translation>
    </message>
    <message>
        <source>a string</source>
        <translation>une chaîne</translation>
    </message>
    <message>
        <source>an array</source>
        <translation>un tableau</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>un objet</translation>
    </message>
    <message>
        <source>longer than 2 GiB</source>
        <translation>plus long que 2 Gio</translation>
    </message>
    <message>
        <source>the text ends where a value is expected</source>
        <translation>le texte s’arrête là où une valeur est attendue</translation>
    </message>
    <message>
        <source>a value is expected</source>
        <translation>une valeur est attendue</translation>
    </message>
    <message numerus="yes">
        <source>nested deeper than %1 levels</source>
        <translation>
            <numerusform>plus de %1 niveau d’imbrication</numerusform>
            <numerusform>plus de %1 niveaux d’imbrication</numerusform>
        </translation>
    </message>
    <message>
        <source>a digit is expected</source>
        <translation>un chiffre est attendu</translation>
    </message>
    <message>
        <source>a digit is expected after the decimal point</source>
        <translation>un chiffre est attendu après le point décimal</translation>
    </message>
    <message>
        <source>a digit is expected in the exponent</source>
        <translation>un chiffre est attendu dans l’exposant</translation>
    </message>
    <message>
        <source>something follows the value</source>
        <translation>quelque chose suit la valeur</translation>
    </message>
    <message>
        <source>a comma or } is expected</source>
        <translation>une virgule ou } est attendue</translation>
    </message>
    <message>
        <source>a comma or ] is expected</source>
        <translation>une virgule ou ] est attendue</translation>
    </message>
    <message>
        <source>a key in double quotes is expected</source>
        <translation>une clé entre guillemets doubles est attendue</translation>
    </message>
    <message>
        <source>a colon is expected after the key</source>
        <translation>un deux-points est attendu après la clé</translation>
    </message>
    <message>
        <source>the text ends within a string</source>
        <translation>le texte s’arrête au milieu d’une chaîne</translation>
    </message>
    <message>
        <source>a control character within a string must be escaped</source>
        <translation>un caractère de contrôle dans une chaîne doit être échappé</translation>
    </message>
    <message>
        <source>the string is not UTF-8</source>
        <translation>la chaîne n’est pas en UTF-8</translation>
    </message>
    <message>
        <source>no such escape in a string</source>
        <translation>cet échappement n’existe pas dans une chaîne</translation>
    </message>
    <message>
        <source>lone surrogate in an escape</source>
        <translation>demi-codet isolé dans un échappement</translation>
    </message>
    <message>
        <source>four hexadecimal digits are expected after \u</source>
        <translation>quatre chiffres hexadécimaux sont attendus après \u</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true ou false</translation>
    </message>
    <message>
        <source>not JSON, at byte %1: %2</source>
        <translation>pas du JSON, à l’octet %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing; it must be %2</source>
        <translation>«&#xa0;%1&#xa0;» manque&#x202f;; ce doit être %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be %2, not %3</source>
        <translation>«&#xa0;%1&#xa0;» doit être %2, pas %3</translation>
    </message>
    <message>
        <source>a closing parenthesis without an opening one</source>
        <translation>parenthèse fermante sans parenthèse ouvrante</translation>
    </message>
    <message>
        <source>%1 at character %2</source>
        <translation>%1, au caractère %2</translation>
    </message>
    <message numerus="yes">
        <source>groups nested deeper than %1 levels</source>
        <translation>
            <numerusform>groupes imbriqués sur plus de %1 niveau</numerusform>
            <numerusform>groupes imbriqués sur plus de %1 niveaux</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing to repeat</source>
        <translation>rien à répéter</translation>
    </message>
    <message>
        <source>an unknown kind of group</source>
        <translation>type de groupe inconnu</translation>
    </message>
    <message>
        <source>a group that is not closed</source>
        <translation>groupe non fermé</translation>
    </message>
    <message>
        <source>a malformed group name</source>
        <translation>nom de groupe mal formé</translation>
    </message>
    <message>
        <source>a group name that is empty, repeated or starts with a digit</source>
        <translation>nom de groupe vide, répété ou commençant par un chiffre</translation>
    </message>
    <message>
        <source>an assertion cannot be repeated</source>
        <translation>une assertion ne peut pas être répétée</translation>
    </message>
    <message>
        <source>a repetition whose limits are out of order</source>
        <translation>répétition dont les bornes sont inversées</translation>
    </message>
    <message>
        <source>a back-reference, which is not supported,</source>
        <translation>référence arrière, non prise en charge,</translation>
    </message>
    <message>
        <source>\p without a property in braces</source>
        <translation>\p sans propriété entre accolades</translation>
    </message>
    <message>
        <source>the unknown Unicode property &quot;%1&quot;</source>
        <translation>propriété Unicode inconnue «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>an octal escape</source>
        <translation>échappement octal</translation>
    </message>
    <message>
        <source>\c without a letter</source>
        <translation>\c sans lettre</translation>
    </message>
    <message>
        <source>a backslash at the end</source>
        <translation>barre oblique inverse à la fin</translation>
    </message>
    <message>
        <source>the unknown escape \%1</source>
        <translation>échappement inconnu \%1</translation>
    </message>
    <message>
        <source>an escape with too few hexadecimal digits</source>
        <translation>échappement avec trop peu de chiffres hexadécimaux</translation>
    </message>
    <message>
        <source>a malformed \u{…}</source>
        <translation>\u{…} mal formé</translation>
    </message>
    <message>
        <source>a class that is not closed</source>
        <translation>classe non fermée</translation>
    </message>
    <message>
        <source>a range that starts or ends with a set</source>
        <translation>intervalle qui commence ou finit par un ensemble</translation>
    </message>
    <message>
        <source>a range whose limits are out of order</source>
        <translation>intervalle dont les bornes sont inversées</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1&#x202f;; %2</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 ou %2</translation>
    </message>
    <message>
        <source>the schema itself is wrong: %1</source>
        <translation>le schéma lui-même est erroné&#xa0;: %1</translation>
    </message>
    <message>
        <source>the data that was found is too expensive to check</source>
        <translation>les données trouvées sont trop coûteuses à vérifier</translation>
    </message>
    <message numerus="yes">
        <source>no data found within %1 steps; make the schema simpler</source>
        <translation>
            <numerusform>aucune donnée trouvée en %1 étape&#x202f;; simplifiez le schéma</numerusform>
            <numerusform>aucune donnée trouvée en %1 étapes&#x202f;; simplifiez le schéma</numerusform>
        </translation>
    </message>
    <message>
        <source>no data found that satisfies the schema</source>
        <translation>aucune donnée trouvée qui respecte le schéma</translation>
    </message>
    <message>
        <source>no value found that satisfies the schema</source>
        <translation>aucune valeur trouvée qui respecte le schéma</translation>
    </message>
    <message>
        <source>the required values lie too deep</source>
        <translation>les valeurs obligatoires sont trop profondes</translation>
    </message>
    <message>
        <source>the schema allows no value</source>
        <translation>le schéma n’autorise aucune valeur</translation>
    </message>
    <message>
        <source>no text found for the pattern %1</source>
        <translation>aucun texte trouvé pour le motif %1</translation>
    </message>
    <message>
        <source>the schema is not JSON: %1 at byte %2</source>
        <translation>le schéma n’est pas du JSON&#xa0;: %1, à l’octet %2</translation>
    </message>
    <message>
        <source>the schema is too large or too complicated; make it simpler</source>
        <translation>le schéma est trop volumineux ou trop compliqué&#x202f;; simplifiez-le</translation>
    </message>
    <message>
        <source>a schema must be an object or a boolean</source>
        <translation>un schéma doit être un objet ou un booléen</translation>
    </message>
    <message>
        <source>must be a string</source>
        <translation>doit être une chaîne</translation>
    </message>
    <message>
        <source>must be a non-empty array of schemas</source>
        <translation>doit être un tableau non vide de schémas</translation>
    </message>
    <message>
        <source>leads to &quot;%1&quot;, which is not in this schema; only references within the schema are followed</source>
        <translation>mène à «&#xa0;%1&#xa0;», qui n’est pas dans ce schéma&#x202f;; seules les références internes au schéma sont suivies</translation>
    </message>
    <message>
        <source>refers to itself without going into the data, so that it can never be decided; break the circle of $ref</source>
        <translation>renvoie à lui-même sans avancer dans les données, et ne peut donc jamais être décidé&#x202f;; rompez le cercle des $ref</translation>
    </message>
    <message>
        <source>must be a whole number that is not negative, is %1</source>
        <translation>doit être un entier positif ou nul, est %1</translation>
    </message>
    <message>
        <source>must be a number, is %1</source>
        <translation>doit être un nombre, est %1</translation>
    </message>
    <message>
        <source>%1 is not a type; the types are string, integer, number, boolean, object, array and null</source>
        <translation>%1 n’est pas un type&#x202f;; les types sont string, integer, number, boolean, object, array et null</translation>
    </message>
    <message>
        <source>must be a non-empty array of the allowed values</source>
        <translation>doit être un tableau non vide des valeurs autorisées</translation>
    </message>
    <message>
        <source>must be greater than zero</source>
        <translation>doit être supérieur à zéro</translation>
    </message>
    <message>
        <source>the regular expression %1 cannot be used: %2</source>
        <translation>l’expression rationnelle %1 est inutilisable&#xa0;: %2</translation>
    </message>
    <message>
        <source>must be a regular expression in a string</source>
        <translation>doit être une expression rationnelle dans une chaîne</translation>
    </message>
    <message>
        <source>must be true or false</source>
        <translation>doit être true ou false</translation>
    </message>
    <message>
        <source>must be an array with the names of members</source>
        <translation>doit être un tableau de noms de membres</translation>
    </message>
    <message>
        <source>must list names of members, lists %1</source>
        <translation>doit énumérer des noms de membres, énumère %1</translation>
    </message>
    <message>
        <source>must list each name once, lists %1 twice</source>
        <translation>doit énumérer chaque nom une seule fois, énumère %1 deux fois</translation>
    </message>
    <message>
        <source>must be an object with a schema for each member</source>
        <translation>doit être un objet avec un schéma pour chaque membre</translation>
    </message>
    <message>
        <source>must be an object with a schema for each pattern</source>
        <translation>doit être un objet avec un schéma pour chaque motif</translation>
    </message>
    <message>
        <source>must be an object with the names of members</source>
        <translation>doit être un objet avec des noms de membres</translation>
    </message>
    <message>
        <source>%1 is of the wrong type</source>
        <translation>%1 n’est pas du bon type</translation>
    </message>
    <message>
        <source>must be an object with a schema for each name</source>
        <translation>doit être un objet avec un schéma pour chaque nom</translation>
    </message>
    <message>
        <source>must be one of %1, is %2</source>
        <translation>doit être l’une de ces valeurs&#xa0;: %1&#x202f;; est %2</translation>
    </message>
    <message>
        <source>must be one of %1, and %2 more, is %3</source>
        <translation>doit être l’une de ces valeurs&#xa0;: %1, et %2 de plus&#x202f;; est %3</translation>
    </message>
    <message numerus="yes">
        <source>must have at least %1 characters, has %2</source>
        <translation>
            <numerusform>doit compter au moins %1 caractère, en compte %2</numerusform>
            <numerusform>doit compter au moins %1 caractères, en compte %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>must have at most %1 characters, has %2</source>
        <translation>
            <numerusform>doit compter au plus %1 caractère, en compte %2</numerusform>
            <numerusform>doit compter au plus %1 caractères, en compte %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>must have at least %1 elements, has %2</source>
        <translation>
            <numerusform>doit compter au moins %1 élément, en compte %2</numerusform>
            <numerusform>doit compter au moins %1 éléments, en compte %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>must have at most %1 elements, has %2</source>
        <translation>
            <numerusform>doit compter au plus %1 élément, en compte %2</numerusform>
            <numerusform>doit compter au plus %1 éléments, en compte %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>must have at least %1 members, has %2</source>
        <translation>
            <numerusform>doit compter au moins %1 membre, en compte %2</numerusform>
            <numerusform>doit compter au moins %1 membres, en compte %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>must have at most %1 members, has %2</source>
        <translation>
            <numerusform>doit compter au plus %1 membre, en compte %2</numerusform>
            <numerusform>doit compter au plus %1 membres, en compte %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>is checked deeper than %1 levels; nest data and schema less</source>
        <translation>
            <numerusform>se vérifie sur plus de %1 niveau&#x202f;; imbriquez moins les données et le schéma</numerusform>
            <numerusform>se vérifie sur plus de %1 niveaux&#x202f;; imbriquez moins les données et le schéma</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing is allowed here</source>
        <translation>rien n’est autorisé ici</translation>
    </message>
    <message>
        <source>must be %1, is %2</source>
        <translation>doit être %1, est %2</translation>
    </message>
    <message>
        <source>must be %1</source>
        <translation>doit être %1</translation>
    </message>
    <message>
        <source>must be at least %1, is %2</source>
        <translation>doit valoir au moins %1, vaut %2</translation>
    </message>
    <message>
        <source>must be at most %1, is %2</source>
        <translation>doit valoir au plus %1, vaut %2</translation>
    </message>
    <message>
        <source>must be greater than %1, is %2</source>
        <translation>doit être supérieur à %1, vaut %2</translation>
    </message>
    <message>
        <source>must be less than %1, is %2</source>
        <translation>doit être inférieur à %1, vaut %2</translation>
    </message>
    <message>
        <source>must be a multiple of %1, is %2</source>
        <translation>doit être un multiple de %1, vaut %2</translation>
    </message>
    <message>
        <source>must match the pattern %1, is %2</source>
        <translation>doit correspondre au motif %1, est %2</translation>
    </message>
    <message>
        <source>must have the format %1, is %2</source>
        <translation>doit avoir le format %1, est %2</translation>
    </message>
    <message>
        <source>must contain an element of the kind in &quot;contains&quot;</source>
        <translation>doit contenir un élément du genre décrit par &quot;contains&quot;</translation>
    </message>
    <message>
        <source>must not hold equal elements, but [%1] equals [%2]</source>
        <translation>ne doit pas contenir d’éléments égaux, mais [%1] est égal à [%2]</translation>
    </message>
    <message>
        <source>the required member %1 is missing</source>
        <translation>le membre obligatoire %1 manque</translation>
    </message>
    <message>
        <source>the member %1 is not allowed</source>
        <translation>le membre %1 n’est pas autorisé</translation>
    </message>
    <message>
        <source>%1 is not allowed as the name of a member</source>
        <translation>%1 n’est pas autorisé comme nom de membre</translation>
    </message>
    <message>
        <source>the member %1 is missing, which %2 requires</source>
        <translation>le membre %1, exigé par %2, manque</translation>
    </message>
    <message>
        <source>must not be what &quot;not&quot; describes</source>
        <translation>ne doit pas être ce que décrit &quot;not&quot;</translation>
    </message>
    <message numerus="yes">
        <source>fits none of the %1 alternatives of &quot;anyOf&quot;</source>
        <translation>
            <numerusform>ne correspond pas à la seule possibilité de &quot;anyOf&quot; (sur %1)</numerusform>
            <numerusform>ne correspond à aucune des %1 possibilités de &quot;anyOf&quot;</numerusform>
        </translation>
    </message>
    <message>
        <source>fits %1 of the %2 alternatives of &quot;oneOf&quot;, must fit exactly one</source>
        <translation>doit correspondre à exactement une des possibilités de &quot;oneOf&quot;&#x202f;; en respecte %1 sur %2</translation>
    </message>
    <message>
        <source>the server&apos;s command &quot;%1&quot; is not known here</source>
        <translation>la commande «&#xa0;%1&#xa0;» du serveur n’est pas connue ici</translation>
    </message>
    <message numerus="yes">
        <source>it is too large: more than %1 steps with its repetitions written out</source>
        <translation>
            <numerusform>elle est trop grande&#xa0;: plus de %1 étape, répétitions développées</numerusform>
            <numerusform>elle est trop grande&#xa0;: plus de %1 étapes, répétitions développées</numerusform>
        </translation>
    </message>
    <message>
        <source>none of the actions is registered</source>
        <translation>aucune des actions n’est déclarée</translation>
    </message>
    <message>
        <source>no data could be made for %1: %2</source>
        <translation>impossible de produire des données pour %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>this force is over</source>
        <translation>cette action forcée est terminée</translation>
    </message>
    <message>
        <source>%1 was sent; its result is awaited</source>
        <translation>%1 a été envoyée&#x202f;; son résultat est attendu</translation>
    </message>
    <message>
        <source>the game has left</source>
        <translation>le jeu est parti</translation>
    </message>
    <message>
        <source>%1 is not registered</source>
        <translation>%1 n’est pas déclarée</translation>
    </message>
    <message numerus="yes">
        <source>%1 results of this game are awaited (limits.actions_in_flight)</source>
        <translation>
            <numerusform>%1 résultat de ce jeu est attendu (limits.actions_in_flight)</numerusform>
            <numerusform>%1 résultats de ce jeu sont attendus (limits.actions_in_flight)</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 takes no data</source>
        <translation>%1 n’accepte pas de données</translation>
    </message>
    <message>
        <source>%1 needs data</source>
        <translation>%1 a besoin de données</translation>
    </message>
    <message>
        <source>the schema is too costly to check</source>
        <translation>le schéma est trop coûteux à vérifier</translation>
    </message>
    <message>
        <source>%1 is not one of the force&apos;s actions</source>
        <translation>%1 ne fait pas partie des choix de cette action forcée</translation>
    </message>
    <message>
        <source>by the operator</source>
        <translation>par l’opérateur</translation>
    </message>
    <message>
        <source>at least one decider is needed</source>
        <translation>il faut au moins un décideur</translation>
    </message>
    <message>
        <source>disconnected by the operator</source>
        <translation>déconnecté par l’opérateur</translation>
    </message>
    <message>
        <source>upstream did not try again</source>
        <translation>l’amont n’a pas réessayé</translation>
    </message>
    <message>
        <source>upstream did not answer in time</source>
        <translation>l’amont n’a pas répondu à temps</translation>
    </message>
    <message>
        <source>the operator did not answer in time</source>
        <translation>l’opérateur n’a pas répondu à temps</translation>
    </message>
    <message>
        <source>too many results of this game are awaited</source>
        <translation>trop de résultats de ce jeu sont attendus</translation>
    </message>
    <message>
        <source>the game unregistered all of its actions</source>
        <translation>le jeu a retiré toutes ses actions</translation>
    </message>
    <message numerus="yes">
        <source>the game refused %1 answers</source>
        <translation>
            <numerusform>le jeu a refusé %1 réponse</numerusform>
            <numerusform>le jeu a refusé %1 réponses</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: no result within %2 ms</source>
        <translation>%1&#xa0;: pas de résultat en %2&#xa0;ms</translation>
    </message>
    <message>
        <source>the game gave no result in time</source>
        <translation>le jeu n’a pas donné de résultat à temps</translation>
    </message>
    <message>
        <source>&quot;%1&quot; instead of &quot;%2&quot;</source>
        <translation>«&#xa0;%1&#xa0;» au lieu de «&#xa0;%2&#xa0;»</translation>
    </message>
    <message>
        <source>the first message is %1</source>
        <translation>le premier message est %1</translation>
    </message>
    <message>
        <source>registered only after actions/reregister_all</source>
        <translation>déclaré seulement après actions/reregister_all</translation>
    </message>
    <message>
        <source>the game started up again</source>
        <translation>le jeu a redémarré</translation>
    </message>
    <message>
        <source>action &quot;%1&quot; is one too many: a game may have %2 actions (limits.actions_per_game)</source>
        <translation>l’action «&#xa0;%1&#xa0;» est de trop&#xa0;: nombre d’actions permis par jeu&#xa0;: %2 (limits.actions_per_game)</translation>
    </message>
    <message>
        <source>the force names no action</source>
        <translation>l’action forcée ne nomme aucune action</translation>
    </message>
    <message>
        <source>none of the actions is registered: %1</source>
        <translation>aucune des actions n’est déclarée&#xa0;: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 forces of this game wait already (limits.forces_per_game)</source>
        <translation>
            <numerusform>%1 action forcée de ce jeu attend déjà (limits.forces_per_game)</numerusform>
            <numerusform>%1 actions forcées de ce jeu attendent déjà (limits.forces_per_game)</numerusform>
        </translation>
    </message>
    <message>
        <source>action &quot;%1&quot; is over: it was answered, timed out or belonged to an earlier startup</source>
        <translation>l’action «&#xa0;%1&#xa0;» est terminée&#xa0;: elle a reçu une réponse, a expiré ou date d’avant un redémarrage</translation>
    </message>
    <message>
        <source>no action with the id &quot;%1&quot; was sent to this connection</source>
        <translation>aucune action avec l’identifiant «&#xa0;%1&#xa0;» n’a été envoyée à cette connexion</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1&#xa0;ms</translation>
    </message>
    <message>
        <source>there is no upstream that could hear it</source>
        <translation>aucun amont ne peut l’entendre</translation>
    </message>
    <message>
        <source>a binary message of %1 bytes: the Neuro API is text only</source>
        <translation>un message binaire de %1 octets&#xa0;: l’API Neuro n’utilise que du texte</translation>
    </message>
    <message>
        <source>an action without an id</source>
        <translation>une action sans identifiant</translation>
    </message>
    <message>
        <source>upstream waits for &quot;%1&quot; already</source>
        <translation>l’amont attend déjà «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>%1: this force is decided already</source>
        <translation>%1&#xa0;: cette action forcée est déjà décidée</translation>
    </message>
    <message numerus="yes">
        <source>binary message of %1 bytes: the Neuro API is text only</source>
        <translation>
            <numerusform>message binaire de %1 octet&#xa0;: l’API Neuro n’utilise que du texte</numerusform>
            <numerusform>message binaire de %1 octets&#xa0;: l’API Neuro n’utilise que du texte</numerusform>
        </translation>
    </message>
    <message>
        <source>the game left</source>
        <translation>le jeu est parti</translation>
    </message>
    <message>
        <source>replaced by a newer connection of the same game: no answer to a ping</source>
        <translation>remplacé par une connexion plus récente du même jeu&#xa0;: pas de réponse à un ping</translation>
    </message>
    <message>
        <source>reads too slowly: too much waits for it</source>
        <translation>lit trop lentement&#xa0;: trop de messages l’attendent</translation>
    </message>
    <message>
        <source>the disk is full: %1 takes nothing more; make room</source>
        <translation>le disque est plein&#xa0;: %1 n’accepte plus rien&#x202f;; libérez de l’espace</translation>
    </message>
    <message>
        <source>another program holds %1; end it</source>
        <translation>un autre programme occupe %1&#x202f;; fermez-le</translation>
    </message>
    <message>
        <source>%1 is damaged (%2); it is set aside when it is opened again</source>
        <translation>%1 est endommagé (%2)&#x202f;; il sera mis de côté à la prochaine ouverture</translation>
    </message>
    <message>
        <source>%1 cannot be read or written: %2; look after the disk</source>
        <translation>impossible de lire ou d’écrire %1&#xa0;: %2&#x202f;; vérifiez le disque</translation>
    </message>
    <message>
        <source>%1 may not be written; check its permissions</source>
        <translation>l’écriture dans %1 est interdite&#x202f;; vérifiez ses droits d’accès</translation>
    </message>
    <message>
        <source>%1 is from a newer version of this program; use that one, or move the file away</source>
        <translation>%1 vient d’une version plus récente de ce programme&#x202f;; utilisez-la, ou déplacez le fichier</translation>
    </message>
    <message>
        <source>%1 is another program&apos;s database; move it away</source>
        <translation>%1 est la base de données d’un autre programme&#x202f;; déplacez-la</translation>
    </message>
    <message>
        <source>Qt&apos;s SQLite driver is missing; install the package libqt6sql6-sqlite</source>
        <translation>le pilote SQLite de Qt manque&#x202f;; installez le paquet libqt6sql6-sqlite</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2</source>
        <translation>%1 est inutilisable&#xa0;: %2</translation>
    </message>
    <message>
        <source>too many messages wait (outbox.rows)</source>
        <translation>trop de messages attendent (outbox.rows)</translation>
    </message>
    <message>
        <source>waited too long (outbox.context_age)</source>
        <translation>a attendu trop longtemps (outbox.context_age)</translation>
    </message>
    <message>
        <source>the outbox was damaged (%1); it is now %2, and a new one was begun</source>
        <translation>la file d’envoi était endommagée (%1)&#x202f;; elle est désormais %2, et une nouvelle a été commencée</translation>
    </message>
    <message>
        <source>%1: cannot be written: %2; choose another place</source>
        <translation>%1&#xa0;: écriture impossible&#xa0;: %2&#x202f;; choisissez un autre emplacement</translation>
    </message>
    <message>
        <source>no file to record to is named</source>
        <translation>aucun fichier d’enregistrement n’est indiqué</translation>
    </message>
    <message>
        <source>%1: the folder cannot be created; choose another file to record to</source>
        <translation>%1&#xa0;: impossible de créer le dossier&#x202f;; choisissez un autre fichier d’enregistrement</translation>
    </message>
    <message>
        <source>%1: is a folder; name a file in it to record to</source>
        <translation>%1&#xa0;: est un dossier&#x202f;; indiquez un fichier à l’intérieur</translation>
    </message>
    <message>
        <source>%1: exists already; continue it with --append, replace it with --overwrite, or name another file</source>
        <translation>%1&#xa0;: existe déjà&#x202f;; continuez-le avec --append, remplacez-le avec --overwrite, ou indiquez un autre fichier</translation>
    </message>
    <message>
        <source>%1: cannot be written: %2</source>
        <translation>%1&#xa0;: écriture impossible&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1: cannot be written: %2. Log lines are lost until this is mended; the relay goes on</source>
        <translation>%1&#xa0;: écriture impossible&#xa0;: %2. Des lignes du journal sont perdues tant que ce n’est pas réparé&#x202f;; le relais continue</translation>
    </message>
    <message>
        <source>too much waits (outbox.size)</source>
        <translation>trop de données attendent (outbox.size)</translation>
    </message>
    <message>
        <source>%1 is a folder</source>
        <translation>%1 est un dossier</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>impossible de lire %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 is larger than the %2 bytes that a configuration may have</source>
        <translation>%1 dépasse les %2 octets qu’une configuration peut avoir</translation>
    </message>
    <message>
        <source>the text has %1 bytes; a configuration may have %2</source>
        <translation>le texte compte %1 octets&#x202f;; une configuration peut en avoir %2</translation>
    </message>
    <message>
        <source>the folder %1 cannot be created</source>
        <translation>impossible de créer le dossier %1</translation>
    </message>
    <message>
        <source>%1 cannot be locked: another program may be writing it, or its folder cannot be written to</source>
        <translation>impossible de verrouiller %1&#xa0;: un autre programme est peut-être en train d’y écrire, ou son dossier n’est pas accessible en écriture</translation>
    </message>
    <message>
        <source>the backup %1 cannot be written, so nothing was changed: %2</source>
        <translation>impossible d’écrire la copie de sauvegarde %1, donc rien n’a été modifié&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>impossible d’écrire %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>the file has no sections</source>
        <translation>le fichier n’a pas de sections</translation>
    </message>
    <message>
        <source>%1 cannot be changed alone: the file is laid out in a way that is not understood here</source>
        <translation>impossible de modifier %1 isolément&#xa0;: la mise en forme du fichier n’est pas comprise ici</translation>
    </message>
    <message>
        <source>%1 cannot be removed alone: the file is laid out in a way that is not understood here</source>
        <translation>impossible de retirer %1 isolément&#xa0;: la mise en forme du fichier n’est pas comprise ici</translation>
    </message>
    <message>
        <source>%1 has an anchor (&quot;&amp;&quot;), a tag (&quot;!&quot;) or a reference (&quot;*&quot;) in it, which other places of the file may depend on</source>
        <translation>%1 contient une ancre (&quot;&amp;&quot;), une étiquette (&quot;!&quot;) ou une référence (&quot;*&quot;) dont d’autres endroits du fichier peuvent dépendre</translation>
    </message>
    <message>
        <source>%1 takes over values of another section (&quot;&lt;&lt;&quot;)</source>
        <translation>%1 reprend des valeurs d’une autre section (&quot;&lt;&lt;&quot;)</translation>
    </message>
    <message>
        <source>%1 is no section with &quot;key: value&quot; lines</source>
        <translation>%1 n’est pas une section avec des lignes &quot;clé: valeur&quot;</translation>
    </message>
    <message>
        <source>%1 is set twice; remove one</source>
        <translation>%1 est défini deux fois&#x202f;; retirez-en un</translation>
    </message>
    <message>
        <source>the text holds a control character; it must be plain UTF-8 text</source>
        <translation>le texte contient un caractère de contrôle&#x202f;; il doit être du texte UTF-8 simple</translation>
    </message>
    <message>
        <source>the text is not UTF-8</source>
        <translation>le texte n’est pas en UTF-8</translation>
    </message>
    <message>
        <source>the text holds more than one YAML document</source>
        <translation>le texte contient plus d’un document YAML</translation>
    </message>
    <message>
        <source>line %1 is not valid YAML</source>
        <translation>la ligne %1 n’est pas du YAML valable</translation>
    </message>
    <message>
        <source>the text is not valid YAML</source>
        <translation>le texte n’est pas du YAML valable</translation>
    </message>
    <message>
        <source>the registration was refused</source>
        <translation>l’inscription a été refusée</translation>
    </message>
    <message>
        <source>no registration came within %1 ms</source>
        <translation>aucune inscription n’est arrivée en %1 ms</translation>
    </message>
    <message>
        <source>too slow a reader: behind for %1 ms</source>
        <translation>lecteur trop lent&#xa0;: en retard depuis %1 ms</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be an object with a description and perhaps a schema, not %2</source>
        <translation>«&#xa0;%1&#xa0;» doit être un objet avec une description et éventuellement un schéma, pas %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no message_type; hub clients send %2</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas un message_type&#x202f;; les clients du hub envoient %2</translation>
    </message>
    <message>
        <source>an observer only reads; to send %1, connect as a client of the type ui or agent</source>
        <translation>un client de type observer ne fait que lire&#x202f;; pour envoyer %1, connectez-vous comme client de type ui ou agent</translation>
    </message>
    <message>
        <source>&quot;client_id&quot; must be &quot;%1&quot;, as in the address that was connected to</source>
        <translation>&quot;client_id&quot; doit être «&#xa0;%1&#xa0;», comme dans l’adresse de la connexion</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no target_type; it must be one of %2</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas un target_type&#x202f;; ce doit être l’une de ces valeurs&#xa0;: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a whole number of at most 64 bits, not %2</source>
        <translation>«&#xa0;%1&#xa0;» doit être un nombre entier d’au plus 64 bits, pas %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be an object, not %2</source>
        <translation>«&#xa0;%1&#xa0;» doit être un objet, pas %2</translation>
    </message>
    <message numerus="yes">
        <source>binary message of %1 bytes: the hub takes text only</source>
        <translation>
            <numerusform>message binaire de %1 octet&#xa0;: le hub n’accepte que du texte</numerusform>
            <numerusform>message binaire de %1 octets&#xa0;: le hub n’accepte que du texte</numerusform>
        </translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be &quot;ok&quot; or &quot;error&quot;, not &quot;%2&quot;</source>
        <translation>«&#xa0;%1&#xa0;» doit être &quot;ok&quot; ou &quot;error&quot;, pas «&#xa0;%2&#xa0;»</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be an object with a name, not %2</source>
        <translation>«&#xa0;%1&#xa0;» doit être un objet avec un nom, pas %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be an object or a string of JSON, not %2</source>
        <translation>«&#xa0;%1&#xa0;» doit être un objet ou une chaîne de JSON, pas %2</translation>
    </message>
    <message>
        <source>a watcher sends target and cmd, direct_to_neuro, snapshot, send_action or choice</source>
        <translation>un observateur envoie target et cmd, direct_to_neuro, snapshot, send_action ou choice</translation>
    </message>
    <message>
        <source>too late</source>
        <translation>trop tard</translation>
    </message>
    <message>
        <source>enhanced privileges required</source>
        <translation>privilèges étendus requis</translation>
    </message>
    <message>
        <source>unknown request_id %1</source>
        <translation>request_id %1 inconnu</translation>
    </message>
    <message>
        <source>which request?</source>
        <translation>quelle demande&#x202f;?</translation>
    </message>
    <message>
        <source>a message for games is a JSON object with a &quot;command&quot; that is a string</source>
        <translation>un message pour les jeux est un objet JSON avec un &quot;command&quot; qui est une chaîne</translation>
    </message>
    <message>
        <source>no watcher answered in time</source>
        <translation>aucun observateur n’a répondu à temps</translation>
    </message>
    <message>
        <source>replaced by a newer connection with the same name</source>
        <translation>remplacée par une connexion plus récente du même nom</translation>
    </message>
    <message>
        <source>the disk does not answer; what waits for upstream comes when it does</source>
        <translation>le disque ne répond pas&#x202f;; ce qui attend pour l’amont partira quand il répondra</translation>
    </message>
    <message numerus="yes">
        <source>binary message of %1 bytes: watchers send JSON</source>
        <translation>
            <numerusform>message binaire de %1 octet&#xa0;: les observateurs envoient du JSON</numerusform>
            <numerusform>message binaire de %1 octets&#xa0;: les observateurs envoient du JSON</numerusform>
        </translation>
    </message>
    <message>
        <source>no integration was ever called %1</source>
        <translation>aucune intégration ne s’est jamais appelée %1</translation>
    </message>
    <message>
        <source>not stored: the disk does not keep up; try again later</source>
        <translation>non stocké&#xa0;: le disque ne suit pas&#x202f;; réessayez plus tard</translation>
    </message>
    <message>
        <source>it is too large, too much waits already, or the disk does not keep up</source>
        <translation>c’est trop volumineux, trop de données attendent déjà, ou le disque ne suit pas</translation>
    </message>
    <message>
        <source>not stored: %1</source>
        <translation>non stocké&#xa0;: %1</translation>
    </message>
    <message>
        <source>kept in memory only, lost if the relay ends: %1</source>
        <translation>conservé seulement en mémoire, perdu si le relais s’arrête&#xa0;: %1</translation>
    </message>
    <message>
        <source>&quot;payload&quot; needs a &quot;command&quot; that is a string</source>
        <translation>&quot;payload&quot; doit contenir un &quot;command&quot; qui est une chaîne</translation>
    </message>
    <message>
        <source>not allowed directly</source>
        <translation>non autorisé directement</translation>
    </message>
    <message>
        <source>neuro backend not available</source>
        <translation>backend de Neuro indisponible</translation>
    </message>
    <message>
        <source>no snapshot here: the door that took the connection keeps none</source>
        <translation>pas de snapshot ici&#xa0;: la porte qui a accepté la connexion n’en conserve pas</translation>
    </message>
    <message>
        <source>no game is called %1</source>
        <translation>aucun jeu ne s’appelle %1</translation>
    </message>
    <message>
        <source>invalid auth token</source>
        <translation>jeton d’authentification non valable</translation>
    </message>
    <message>
        <source>the client id in the address is no text in UTF-8</source>
        <translation>l’identifiant de client dans l’adresse n’est pas du texte en UTF-8</translation>
    </message>
    <message>
        <source>a client id must be 1 to %1 characters long, this one has %2: connect to /ws/CLIENT_ID</source>
        <translation>un identifiant de client doit compter de 1 à %1 caractères, celui-ci en a %2&#xa0;: connectez-vous à /ws/CLIENT_ID</translation>
    </message>
    <message>
        <source>the client id &quot;%1&quot; has a character that cannot be seen</source>
        <translation>l’identifiant de client «&#xa0;%1&#xa0;» contient un caractère invisible</translation>
    </message>
    <message>
        <source>the client id &quot;%1&quot; is the hub&apos;s own: take another</source>
        <translation>l’identifiant de client «&#xa0;%1&#xa0;» est celui du hub lui-même&#xa0;: prenez-en un autre</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no client_type: it must be ui, agent or observer</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas un client_type&#xa0;: ce doit être ui, agent ou observer</translation>
    </message>
    <message>
        <source>the token stands where the client&apos;s id or type belongs: connect to /ws/CLIENT_ID?client_type=TYPE&amp;token=TOKEN</source>
        <translation>le jeton est à la place de l’identifiant ou du type du client&#xa0;: connectez-vous à /ws/CLIENT_ID?client_type=TYPE&amp;token=TOKEN</translation>
    </message>
    <message numerus="yes">
        <source>too many hub clients: %1 are connected</source>
        <translation>
            <numerusform>trop de clients du hub&#xa0;: %1 est connecté</numerusform>
            <numerusform>trop de clients du hub&#xa0;: %1 sont connectés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>no answer to a ping within %1 ms</source>
        <translation>
            <numerusform>pas de réponse à un ping en %1 ms</numerusform>
            <numerusform>pas de réponse à un ping en %1 ms</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 bytes for %2 receivers are more than the %3 bytes that one message may come to: make it shorter, or name a target</source>
        <translation>%1 octets pour %2 destinataires dépassent les %3 octets qu’un message peut représenter&#xa0;: raccourcissez-le, ou indiquez une cible</translation>
    </message>
    <message>
        <source>no client &quot;%1&quot; is connected</source>
        <translation>aucun client «&#xa0;%1&#xa0;» n’est connecté</translation>
    </message>
    <message>
        <source>the client &quot;%1&quot; is of the type %2, not %3</source>
        <translation>le client «&#xa0;%1&#xa0;» est de type %2, pas %3</translation>
    </message>
    <message>
        <source>too much is waiting to be sent</source>
        <translation>trop de données attendent d’être envoyées</translation>
    </message>
    <message>
        <source>waited too long (outbox.command_age)</source>
        <translation>a attendu trop longtemps (outbox.command_age)</translation>
    </message>
    <message>
        <source>sends faster than the relay can take</source>
        <translation>envoie plus vite que le relais ne peut recevoir</translation>
    </message>
    <message>
        <source>%1 is not open; mend what keeps it closed</source>
        <translation>%1 n’est pas ouvert&#x202f;; réparez ce qui l’en empêche</translation>
    </message>
    <message>
        <source>a binary message may be %1 bytes long (uploads.size), this one has %2</source>
        <translation>un message binaire peut compter %1 octets (uploads.size), celui-ci en a %2</translation>
    </message>
    <message>
        <source>%1 does not exist; correct the path</source>
        <translation>%1 n’existe pas&#x202f;; corrigez le chemin</translation>
    </message>
    <message>
        <source>%1 is not a file; name a PEM file</source>
        <translation>%1 n’est pas un fichier&#x202f;; indiquez un fichier PEM</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2; let the user that runs Neuro Relay read it</source>
        <translation>%1 ne peut pas être lu&#xa0;: %2&#x202f;; permettez à l’utilisateur qui exécute Neuro Relay de le lire</translation>
    </message>
    <message>
        <source>%1 is larger than %2 bytes; name a PEM file with nothing else in it</source>
        <translation>%1 dépasse %2 octets&#x202f;; indiquez un fichier PEM qui ne contient rien d’autre</translation>
    </message>
    <message>
        <source>%1 is not a PEM file, which holds lines such as -----BEGIN CERTIFICATE-----; convert it with openssl</source>
        <translation>%1 n’est pas un fichier PEM, lequel contient des lignes telles que -----BEGIN CERTIFICATE-----&#x202f;; convertissez-le avec openssl</translation>
    </message>
    <message>
        <source>the key in %1 has only %2 bits, at least %3 are needed; make a new key and a certificate for it</source>
        <translation>la clé dans %1 n’a que %2 bits, il en faut au moins %3&#x202f;; créez une nouvelle clé et un certificat pour elle</translation>
    </message>
    <message>
        <source>%1 is of no use, for there is no encryption on this computer; install OpenSSL&apos;s libraries</source>
        <translation>%1 ne sert à rien, car il n’y a pas de chiffrement sur cet ordinateur&#x202f;; installez les bibliothèques d’OpenSSL</translation>
    </message>
    <message>
        <source>%1 holds no certificate that can be read; it must hold one between -----BEGIN CERTIFICATE----- and its end</source>
        <translation>%1 ne contient aucun certificat lisible&#x202f;; il doit en contenir un entre -----BEGIN CERTIFICATE----- et sa fin</translation>
    </message>
    <message>
        <source>the key in %1 is protected by a passphrase, which nobody would be there to type; take it off with openssl pkey -in OLD -out NEW, and let nobody else read the new file</source>
        <translation>la clé dans %1 est protégée par une phrase secrète, que personne ne serait là pour saisir&#x202f;; retirez-la avec openssl pkey -in ANCIEN -out NOUVEAU, et que personne d’autre ne puisse lire le nouveau fichier</translation>
    </message>
    <message>
        <source>%1 holds no private key that can be read; it must hold an RSA or an EC key</source>
        <translation>%1 ne contient aucune clé privée lisible&#x202f;; il doit contenir une clé RSA ou EC</translation>
    </message>
    <message>
        <source>the key in %1 does not belong to the first certificate in %2; name the files that were made together, the certificate of this relay first</source>
        <translation>la clé dans %1 n’appartient pas au premier certificat de %2&#x202f;; indiquez les fichiers créés ensemble, le certificat de ce relais en premier</translation>
    </message>
    <message>
        <source>the certificate in %1 has expired on %2, and who connects will not trust it; get a new one</source>
        <translation>le certificat dans %1 a expiré le %2, et qui se connecte ne lui fera pas confiance&#x202f;; procurez-vous-en un nouveau</translation>
    </message>
    <message>
        <source>the certificate in %1 is valid only from %2 on, and who connects will not trust it; this computer&apos;s clock may be wrong</source>
        <translation>le certificat dans %1 n’est valable qu’à partir du %2, et qui se connecte ne lui fera pas confiance&#x202f;; l’horloge de cet ordinateur est peut-être fausse</translation>
    </message>
    <message>
        <source>%1: the connection on which upstream asked for it is gone; the result is not passed on</source>
        <translation>%1&#xa0;: la connexion sur laquelle l’amont l’avait demandé n’existe plus&#x202f;; le résultat n’est pas transmis</translation>
    </message>
    <message>
        <source>it has %1 bytes, at most %2 are allowed (outbox.size)</source>
        <translation>il a %1 octets, au plus %2 sont permis (outbox.size)</translation>
    </message>
    <message>
        <source>it is for nobody</source>
        <translation>il n’est pour personne</translation>
    </message>
    <message>
        <source>the name of whom it is for has %1 bytes, at most %2 are allowed</source>
        <translation>le nom du destinataire a %1 octets, au plus %2 sont permis</translation>
    </message>
    <message>
        <source>messages for %1 others wait already; drop some</source>
        <translation>des messages pour %1 autres attendent déjà&#x202f;; supprimez-en</translation>
    </message>
    <message>
        <source>the outbox file was moved, deleted or changed by somebody else</source>
        <translation>le fichier de la file d’envoi a été déplacé, supprimé ou modifié par quelqu’un d’autre</translation>
    </message>
    <message>
        <source>%1; it is tried again every %2 s</source>
        <translation>%1&#x202f;; un nouvel essai a lieu toutes les %2 s</translation>
    </message>
    <message>
        <source>the file is cut off</source>
        <translation>le fichier est tronqué</translation>
    </message>
    <message>
        <source>the file holds more than plain values, and could run code</source>
        <translation>le fichier contient plus que de simples valeurs et pourrait exécuter du code</translation>
    </message>
    <message>
        <source>this is no pickle of a message queue</source>
        <translation>ce n’est pas un pickle d’une file de messages</translation>
    </message>
    <message>
        <source>the file is too large</source>
        <translation>le fichier est trop grand</translation>
    </message>
    <message>
        <source>the file does not hold a list of (name, object)</source>
        <translation>le fichier ne contient pas une liste de (nom, objet)</translation>
    </message>
    <message>
        <source>%1: its messages cannot be put into the outbox: %2</source>
        <translation>%1&#xa0;: ses messages ne peuvent pas être placés dans la file d’envoi&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1: %2 (at byte %3); nothing of it was imported: rename or delete it to go on without it</source>
        <translation>%1&#xa0;: %2 (à l’octet %3)&#x202f;; rien n’en a été importé&#xa0;: renommez-le ou supprimez-le pour continuer sans lui</translation>
    </message>
    <message>
        <source>%1: cannot be read: %2; check its permissions</source>
        <translation>%1&#xa0;: ne peut pas être lu&#xa0;: %2&#x202f;; vérifiez ses permissions</translation>
    </message>
    <message>
        <source>%1 cannot be locked</source>
        <translation>%1 ne peut pas être verrouillé</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>ce fichier n’existe pas</translation>
    </message>
    <message>
        <source>is a folder; name a YAML file</source>
        <translation>est un dossier&#x202f;; indiquez un fichier YAML</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>ne peut pas être lu&#xa0;: %1</translation>
    </message>
    <message>
        <source>is larger than the %1 bytes that a configuration may have</source>
        <translation>dépasse les %1 octets qu’une configuration peut avoir</translation>
    </message>
    <message>
        <source>other users of this computer can read or change it, with the tokens in it; run: chmod 600 &apos;%1&apos;</source>
        <translation>d’autres utilisateurs de cet ordinateur peuvent le lire ou le modifier, avec les jetons qu’il contient&#x202f;; exécutez&#xa0;: chmod 600 &apos;%1&apos;</translation>
    </message>
    <message>
        <source>cannot be created: %1; running with the defaults, name another file with --config</source>
        <translation>ne peut pas être créé&#xa0;: %1&#x202f;; les valeurs par défaut sont utilisées, indiquez un autre fichier avec --config</translation>
    </message>
    <message>
        <source>is the published example token, which everybody knows; it admits nobody who is not on this computer; set a random one of %1 characters or more</source>
        <translation>est le jeton publié en exemple, que tout le monde connaît&#x202f;; il n’admet personne qui ne soit sur cet ordinateur&#x202f;; choisissez-en un aléatoire de %1 caractères ou plus</translation>
    </message>
    <message>
        <source>is shorter than %1 characters and can be guessed; it admits nobody who is not on this computer; set a random one of %1 characters or more</source>
        <translation>compte moins de %1 caractères et peut être deviné&#x202f;; il n’admet personne qui ne soit sur cet ordinateur&#x202f;; choisissez-en un aléatoire de %1 caractères ou plus</translation>
    </message>
    <message>
        <source>must be an address or a network, such as &quot;192.168.1.20&quot; or &quot;10.0.0.0/8&quot;, not &quot;%1&quot;</source>
        <translation>doit être une adresse ou un réseau, tel que &quot;192.168.1.20&quot; ou &quot;10.0.0.0/8&quot;, et non &quot;%1&quot;</translation>
    </message>
    <message>
        <source>must be an origin, such as &quot;https://example.org&quot; or &quot;null&quot;, without a path, not &quot;%1&quot;</source>
        <translation>doit être une origine, telle que &quot;https://example.org&quot; ou &quot;null&quot;, sans chemin, et non &quot;%1&quot;</translation>
    </message>
    <message>
        <source>needs its private key; name the key&apos;s file in tls.key</source>
        <translation>a besoin de sa clé privée&#x202f;; indiquez le fichier de la clé dans tls.key</translation>
    </message>
    <message>
        <source>needs the certificate that was made for it; name the certificate&apos;s file in tls.certificate</source>
        <translation>a besoin du certificat créé pour elle&#x202f;; indiquez le fichier du certificat dans tls.certificate</translation>
    </message>
    <message>
        <source>needs a certificate and its private key; name their PEM files in tls.certificate and tls.key</source>
        <translation>a besoin d’un certificat et de sa clé privée&#x202f;; indiquez leurs fichiers PEM dans tls.certificate et tls.key</translation>
    </message>
    <message>
        <source>is shown by no door; give one an encrypted port, such as nakurity-backend.tls_port: 8443</source>
        <translation>n’est présenté par aucune porte&#x202f;; donnez à l’une d’elles un port chiffré, tel que nakurity-backend.tls_port: 8443</translation>
    </message>
    <message>
        <source>is set beside nakurity-client.url, which says it too; remove one of the two</source>
        <translation>est indiqué en plus de nakurity-client.url, qui le dit aussi&#x202f;; supprimez l’un des deux</translation>
    </message>
    <message>
        <source>any certificate is taken: whoever is in between can read and change everything; set it to true, and name the authority&apos;s certificate in nakurity-client.ca if need be</source>
        <translation>tout certificat est accepté&#xa0;: quiconque se trouve entre les deux peut tout lire et tout modifier&#x202f;; mettez true, et indiquez au besoin le certificat de l’autorité dans nakurity-client.ca</translation>
    </message>
    <message>
        <source>must be a PEM file with a certificate; %1 cannot be read or has none</source>
        <translation>doit être un fichier PEM avec un certificat&#x202f;; %1 ne peut pas être lu ou n’en contient aucun</translation>
    </message>
    <message>
        <source>must be a file, not the folder %1</source>
        <translation>doit être un fichier, et non le dossier %1</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>aucune limite</translation>
    </message>
    <message>
        <source>is not a valid regular expression: %1 at character %2</source>
        <translation>n’est pas une expression régulière valide&#xa0;: %1 au caractère %2</translation>
    </message>
    <message>
        <source>must not match an empty text</source>
        <translation>ne doit pas correspondre à un texte vide</translation>
    </message>
    <message>
        <source>holds a control character; the file must be plain UTF-8 text</source>
        <translation>contient un caractère de contrôle&#x202f;; le fichier doit être du texte brut en UTF-8</translation>
    </message>
    <message>
        <source>is not UTF-8; save the file with that encoding</source>
        <translation>n’est pas en UTF-8&#x202f;; enregistrez le fichier avec cet encodage</translation>
    </message>
    <message>
        <source>a second document begins here; remove the &quot;---&quot; before it</source>
        <translation>un second document commence ici&#x202f;; supprimez le &quot;---&quot; qui le précède</translation>
    </message>
    <message>
        <source>is not valid YAML: %1; check indentation, quotes and colons here and just above</source>
        <translation>n’est pas du YAML valide&#xa0;: %1&#x202f;; vérifiez l’indentation, les guillemets et les deux-points ici et juste au-dessus</translation>
    </message>
    <message>
        <source>is not valid YAML</source>
        <translation>n’est pas du YAML valide</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no decider; the deciders are %2</source>
        <translation>&quot;%1&quot; n’est pas un décideur&#x202f;; les décideurs sont %2</translation>
    </message>
    <message>
        <source>the time limit of &quot;%1&quot; must be a number of seconds from %2 to %3, not &quot;%4&quot;; without a limit write the name alone</source>
        <translation>la limite de temps de &quot;%1&quot; doit être un nombre de secondes de %2 à %3, et non &quot;%4&quot;&#x202f;; sans limite, écrivez le nom seul</translation>
    </message>
    <message>
        <source>names no decider; the deciders are %1</source>
        <translation>n’indique aucun décideur&#x202f;; les décideurs sont %1</translation>
    </message>
    <message>
        <source>names &quot;%1&quot; twice; each decider is asked once</source>
        <translation>indique &quot;%1&quot; deux fois&#x202f;; chaque décideur est interrogé une fois</translation>
    </message>
    <message>
        <source>%1, not &quot;%2&quot;</source>
        <translation>%1, et non &quot;%2&quot;</translation>
    </message>
    <message>
        <source>must be a whole number from %1 to %2</source>
        <translation>doit être un nombre entier de %1 à %2</translation>
    </message>
    <message>
        <source>must be a number of seconds from %1 to %2</source>
        <translation>doit être un nombre de secondes de %1 à %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 more errors</source>
        <translation>
            <numerusform>%1 erreur de plus</numerusform>
            <numerusform>%1 erreurs de plus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 more warnings</source>
        <translation>
            <numerusform>%1 avertissement de plus</numerusform>
            <numerusform>%1 avertissements de plus</numerusform>
        </translation>
    </message>
    <message>
        <source>port %1 is that of %2, too; this door stays closed, choose another port for it</source>
        <translation>le port %1 est aussi celui de %2&#x202f;; cette porte reste fermée, choisissez un autre port pour elle</translation>
    </message>
    <message>
        <source>port %1 is that of %2, too; change one of the two</source>
        <translation>le port %1 est aussi celui de %2&#x202f;; changez l’un des deux</translation>
    </message>
    <message>
        <source>must be a WebSocket address, such as ws://127.0.0.1:8000 or wss://example.org/path, or none</source>
        <translation>doit être une adresse WebSocket, telle que ws://127.0.0.1:8000 ou wss://example.org/path, ou none</translation>
    </message>
    <message>
        <source>names upstream, but there is none: set nakurity-client.host, or leave it out</source>
        <translation>indique upstream, mais il n’y en a pas&#xa0;: réglez nakurity-client.host, ou retirez-le</translation>
    </message>
    <message>
        <source>must be an IP address or a host name, without a port or a scheme</source>
        <translation>doit être une adresse IP ou un nom d’hôte, sans port ni schéma</translation>
    </message>
    <message>
        <source>entry %1: %2</source>
        <translation>entrée %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>must have at most %1 entries, not %2</source>
        <translation>doit avoir au plus %1 entrées, et non %2</translation>
    </message>
    <message>
        <source>must be a text, not %1</source>
        <translation>doit être un texte, et non %1</translation>
    </message>
    <message>
        <source>must be at most %1 characters long, not %2</source>
        <translation>doit compter au plus %1 caractères, et non %2</translation>
    </message>
    <message>
        <source>must be a text like &quot;operator:30,first&quot; or a list of names and &quot;name: seconds&quot; pairs</source>
        <translation>doit être un texte comme &quot;operator:30,first&quot; ou une liste de noms et de paires &quot;nom: secondes&quot;</translation>
    </message>
    <message>
        <source>a very long text</source>
        <translation>un texte très long</translation>
    </message>
    <message>
        <source>a list with %1 in it</source>
        <translation>une liste qui contient %1</translation>
    </message>
    <message>
        <source>a single value</source>
        <translation>une valeur simple</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>une liste</translation>
    </message>
    <message>
        <source>a section</source>
        <translation>une section</translation>
    </message>
    <message>
        <source>must be a section with &quot;key: value&quot; lines, not %1</source>
        <translation>doit être une section avec des lignes &quot;clé: valeur&quot;, et non %1</translation>
    </message>
    <message>
        <source>a key must be a plain word, not %1</source>
        <translation>une clé doit être un simple mot, et non %1</translation>
    </message>
    <message>
        <source>is set twice, first in line %1; remove one</source>
        <translation>est défini deux fois, d’abord à la ligne %1&#x202f;; supprimez-en un</translation>
    </message>
    <message>
        <source>%1, not %2</source>
        <translation>%1, et non %2</translation>
    </message>
    <message>
        <source>must be a text that is not empty</source>
        <translation>doit être un texte non vide</translation>
    </message>
    <message>
        <source>must be a text</source>
        <translation>doit être un texte</translation>
    </message>
    <message>
        <source>must be a text without spaces and control characters</source>
        <translation>doit être un texte sans espaces ni caractères de contrôle</translation>
    </message>
    <message>
        <source>must be a size from %1 to %2, such as &quot;%3&quot; or a number of bytes</source>
        <translation>doit être une taille de %1 à %2, telle que &quot;%3&quot;, ou un nombre d’octets</translation>
    </message>
    <message>
        <source>must be a number of seconds from %1 to %2 (or 0: %3)</source>
        <translation>doit être un nombre de secondes de %1 à %2 (ou 0&#xa0;: %3)</translation>
    </message>
    <message>
        <source>must be one of %1</source>
        <translation>doit être l’un de %1</translation>
    </message>
    <message>
        <source>unknown key, ignored; write a space after the colon</source>
        <translation>clé inconnue, ignorée&#x202f;; mettez un espace après les deux-points</translation>
    </message>
    <message>
        <source>unknown key, ignored</source>
        <translation>clé inconnue, ignorée</translation>
    </message>
    <message>
        <source>unknown key, ignored; did you mean &quot;%1&quot;?</source>
        <translation>clé inconnue, ignorée&#x202f;; vouliez-vous dire &quot;%1&quot;&#x202f;?</translation>
    </message>
    <message>
        <source>%1 ms after connecting</source>
        <translation>%1 ms après la connexion</translation>
    </message>
    <message>
        <source>more than %1 contexts within %2 ms</source>
        <translation>plus de %1 contextes en %2 ms</translation>
    </message>
    <message>
        <source>more than %1 registrations and unregistrations within %2 ms</source>
        <translation>plus de %1 enregistrements et désenregistrements en %2 ms</translation>
    </message>
    <message>
        <source>the filter is longer than %1 characters</source>
        <translation>le filtre compte plus de %1 caractères</translation>
    </message>
    <message>
        <source>parentheses are nested deeper than %1 levels</source>
        <translation>les parenthèses sont imbriquées sur plus de %1 niveaux</translation>
    </message>
    <message>
        <source>there is nothing between the parentheses</source>
        <translation>il n’y a rien entre les parenthèses</translation>
    </message>
    <message>
        <source>a condition is missing after this “(”</source>
        <translation>il manque une condition après cette «&#xa0;(&#xa0;»</translation>
    </message>
    <message>
        <source>“)” is missing for the “(” at character %1</source>
        <translation>il manque «&#xa0;)&#xa0;» pour la «&#xa0;(&#xa0;» du caractère %1</translation>
    </message>
    <message>
        <source>the filter has more than %1 conditions</source>
        <translation>le filtre compte plus de %1 conditions</translation>
    </message>
    <message>
        <source>a condition is missing after “%1”</source>
        <translation>il manque une condition après «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>a condition is missing before “%1”</source>
        <translation>il manque une condition avant «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>there is no “(” for this “)”; text with parentheses is written in quotes</source>
        <translation>il n’y a pas de «&#xa0;(&#xa0;» pour cette «&#xa0;)&#xa0;»&#x202f;; un texte avec des parenthèses s’écrit entre guillemets</translation>
    </message>
    <message>
        <source>there is no field “%1”; known are %2; text with a colon is written in quotes</source>
        <translation>il n’y a pas de champ «&#xa0;%1&#xa0;»&#x202f;; les champs connus sont %2&#x202f;; un texte avec un deux-points s’écrit entre guillemets</translation>
    </message>
    <message>
        <source>there is no field “%1”; did you mean “%2”?</source>
        <translation>il n’y a pas de champ «&#xa0;%1&#xa0;»&#x202f;; vouliez-vous dire «&#xa0;%2&#xa0;»&#x202f;?</translation>
    </message>
    <message>
        <source>“%1” is compared with a number: %1&gt;20, %1&lt;20, %1&gt;=20, %1&lt;=20 or %1=20</source>
        <translation>«&#xa0;%1&#xa0;» se compare à un nombre&#xa0;: %1&gt;20, %1&lt;20, %1&gt;=20, %1&lt;=20 ou %1=20</translation>
    </message>
    <message>
        <source>after “%1” comes a colon, not “%2”; text with this sign is written in quotes</source>
        <translation>après «&#xa0;%1&#xa0;» vient un deux-points, pas «&#xa0;%2&#xa0;»&#x202f;; un texte avec ce signe s’écrit entre guillemets</translation>
    </message>
    <message>
        <source>a regular expression stands between slashes: re:/…/</source>
        <translation>une expression régulière se met entre barres obliques&#xa0;: re:/…/</translation>
    </message>
    <message>
        <source>“%1” is %2, not “%3”</source>
        <translation>«&#xa0;%1&#xa0;» est %2, pas «&#xa0;%3&#xa0;»</translation>
    </message>
    <message>
        <source>“peer” is the number of a connection such as 3, not “%1”</source>
        <translation>«&#xa0;peer&#xa0;» est le numéro d’une connexion, par exemple 3, pas «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>there is no diagnostic “%1”; schema/* stands for all of one kind, * for any</source>
        <translation>il n’y a pas de diagnostic «&#xa0;%1&#xa0;»&#x202f;; schema/* désigne tous ceux d’un genre, * n’importe lequel</translation>
    </message>
    <message>
        <source>there is no diagnostic “%1”; did you mean “%2”?</source>
        <translation>il n’y a pas de diagnostic «&#xa0;%1&#xa0;»&#x202f;; vouliez-vous dire «&#xa0;%2&#xa0;»&#x202f;?</translation>
    </message>
    <message>
        <source>“size” is a number of bytes such as 500, 4k or 2MiB, not “%1”</source>
        <translation>«&#xa0;size&#xa0;» est un nombre d’octets, par exemple 500, 4k ou 2MiB, pas «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>“ms” is a number of milliseconds such as 20 or 1.5, not “%1”</source>
        <translation>«&#xa0;ms&#xa0;» est un nombre de millisecondes, par exemple 20 ou 1.5, pas «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>“/” is missing at the end of the regular expression</source>
        <translation>il manque «&#xa0;/&#xa0;» à la fin de l’expression régulière</translation>
    </message>
    <message>
        <source>the regular expression is empty</source>
        <translation>l’expression régulière est vide</translation>
    </message>
    <message>
        <source>after the “/” of a regular expression comes a blank; there are no flags, and “/” inside is written “\/”</source>
        <translation>après la «&#xa0;/&#xa0;» d’une expression régulière vient un espace&#x202f;; il n’y a pas d’options, et «&#xa0;/&#xa0;» à l’intérieur s’écrit «&#xa0;\/&#xa0;»</translation>
    </message>
    <message>
        <source>the regular expression cannot be used: %1</source>
        <translation>l’expression régulière est inutilisable&#xa0;: %1</translation>
    </message>
    <message>
        <source>the regular expressions of a filter must not have more than %1 steps, their repetitions written out</source>
        <translation>les expressions régulières d’un filtre ne doivent pas compter plus de %1 étapes, répétitions développées</translation>
    </message>
    <message>
        <source>a value is missing directly after “%1”</source>
        <translation>il manque une valeur directement après «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>there is nothing between the quotes</source>
        <translation>il n’y a rien entre les guillemets</translation>
    </message>
    <message>
        <source>the quote at character %1 is not closed; a quote inside of quotes is written “\&quot;”</source>
        <translation>le guillemet du caractère %1 n’est pas fermé&#x202f;; un guillemet à l’intérieur de guillemets s’écrit «&#xa0;\&quot;&#xa0;»</translation>
    </message>
    <message>
        <source>“\%1” means nothing; a backslash inside of quotes is written “\\”</source>
        <translation>«&#xa0;\%1&#xa0;» ne signifie rien&#x202f;; une barre oblique inverse à l’intérieur de guillemets s’écrit «&#xa0;\\&#xa0;»</translation>
    </message>
    <message>
        <source>after a closing quote comes a blank or an operator; a quote inside of quotes is written “\&quot;”</source>
        <translation>après un guillemet fermant vient un espace ou un opérateur&#x202f;; un guillemet à l’intérieur de guillemets s’écrit «&#xa0;\&quot;&#xa0;»</translation>
    </message>
    <message>
        <source>cannot be read twice, as this format needs; save it to a file first, or choose jsonl or csv</source>
        <translation>ne peut pas être lu deux fois, comme l’exige ce format&#x202f;; enregistrez-le d’abord dans un fichier, ou choisissez jsonl ou csv</translation>
    </message>
    <message>
        <source>is a recording of format %1, and this program reads format %2; use a newer one</source>
        <translation>est un enregistrement au format %1, et ce programme lit le format %2&#x202f;; utilisez une version plus récente</translation>
    </message>
    <message>
        <source>is not a session log: it has no line of one</source>
        <translation>n’est pas un journal de session&#xa0;: il n’en contient aucune ligne</translation>
    </message>
    <message>
        <source>is not a session log: its first %1 lines are not of one</source>
        <translation>n’est pas un journal de session&#xa0;: ses %1 premières lignes n’en viennent pas</translation>
    </message>
    <message>
        <source>cannot be written: %1</source>
        <translation>ne peut pas être écrit&#xa0;: %1</translation>
    </message>
    <message>
        <source>the schema allows whatever was tried; break it in another way</source>
        <translation>le schéma autorise tout ce qui a été essayé&#x202f;; enfreignez-le d’une autre façon</translation>
    </message>
    <message>
        <source>the message has %1 bytes; at most %2 are sent</source>
        <translation>le message compte %1 octets&#x202f;; au plus %2 sont envoyés</translation>
    </message>
    <message>
        <source>%1 games are restricted, or %2 actions of this game are hidden; take some of that back first</source>
        <translation>%1 jeux sont restreints, ou %2 actions de ce jeu sont masquées&#x202f;; annulez d’abord une partie de ces mesures</translation>
    </message>
    <message>
        <source>%1 was not unregistered here, or the game has too many others by now</source>
        <translation>%1 n’a pas été retirée ici, ou le jeu en a trop d’autres à présent</translation>
    </message>
    <message>
        <source>the operator has cut off all games</source>
        <translation>l’opérateur a coupé tous les jeux</translation>
    </message>
    <message>
        <source>the operator has blocked this game</source>
        <translation>l’opérateur a bloqué ce jeu</translation>
    </message>
    <message>
        <source>is not JSON, at byte %1: %2</source>
        <translation>n’est pas du JSON, à l’octet %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>is not one of a session log: it has no &quot;kind&quot;</source>
        <translation>n’est pas une ligne d’un journal de session&#xa0;: elle n’a pas de &quot;kind&quot;</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>un texte</translation>
    </message>
    <message>
        <source>a whole number that is not negative</source>
        <translation>un entier positif ou nul</translation>
    </message>
    <message>
        <source>is damaged: &quot;%1&quot; must be %2</source>
        <translation>est endommagée&#xa0;: &quot;%1&quot; doit être %2</translation>
    </message>
    <message>
        <source>is damaged: &quot;%1&quot; is missing</source>
        <translation>est endommagée&#xa0;: &quot;%1&quot; manque</translation>
    </message>
    <message>
        <source>base64</source>
        <translation>du base64</translation>
    </message>
    <message>
        <source>an array of texts</source>
        <translation>un tableau de textes</translation>
    </message>
    <message>
        <source>a number in quotes</source>
        <translation>un nombre entre guillemets</translation>
    </message>
    <message>
        <source>milliseconds, not negative</source>
        <translation>un nombre positif ou nul de millisecondes</translation>
    </message>
    <message>
        <source>a time such as 2026-11-20T17:31:02.114208Z</source>
        <translation>une date et une heure comme 2026-11-20T17:31:02.114208Z</translation>
    </message>
    <message>
        <source>is longer than %1 MiB</source>
        <translation>dépasse %1 Mio</translation>
    </message>
    <message>
        <source>is cut off: the log ends inside of it</source>
        <translation>est tronquée&#xa0;: le journal s’arrête au milieu</translation>
    </message>
    <message>
        <source>no game is connected</source>
        <translation>aucun jeu n’est connecté</translation>
    </message>
    <message>
        <source>the data of %1 must be a string with JSON in it</source>
        <translation>les données de %1 doivent être une chaîne contenant du JSON</translation>
    </message>
    <message>
        <source>the disk is too slow; what it cannot take is not kept, and cannot be exported</source>
        <translation>le disque est trop lent&#x202f;; ce qu’il ne peut pas prendre n’est pas conservé et ne peut pas être exporté</translation>
    </message>
    <message>
        <source>must be the name of a game, as the list of integrations shows it</source>
        <translation>doit être le nom d’un jeu, tel que la liste des intégrations le montre</translation>
    </message>
    <message>
        <source>%1: is no longer what it was when it was opened; close it and open it again</source>
        <translation>%1&#xa0;: n’est plus ce que c’était à l’ouverture&#x202f;; fermez-le et ouvrez-le de nouveau</translation>
    </message>
    <message>
        <source>%1: is no file; choose a session log</source>
        <translation>%1&#xa0;: n’est pas un fichier&#x202f;; choisissez un journal de session</translation>
    </message>
    <message>
        <source>%1: cannot be read: %2; choose another file</source>
        <translation>%1&#xa0;: lecture impossible&#xa0;: %2&#x202f;; choisissez un autre fichier</translation>
    </message>
    <message>
        <source>%1: is not a session log: it has no line of one</source>
        <translation>%1&#xa0;: n’est pas un journal de session&#xa0;: il n’en contient aucune ligne</translation>
    </message>
    <message>
        <source>%1: is a recording of format %2, and this program reads format %3; use a newer one</source>
        <translation>%1&#xa0;: est un enregistrement au format %2, et ce programme lit le format %3&#x202f;; utilisez une version plus récente</translation>
    </message>
    <message>
        <source>%1: is not a session log: its first %2 lines are not of one</source>
        <translation>%1&#xa0;: n’est pas un journal de session&#xa0;: ses %2 premières lignes n’en sont pas</translation>
    </message>
    <message>
        <source>%1: is a folder; name a file in it</source>
        <translation>%1&#xa0;: est un dossier&#x202f;; nommez un fichier dans ce dossier</translation>
    </message>
    <message>
        <source>%1: is the session log itself; choose another name</source>
        <translation>%1&#xa0;: est le journal de session lui-même&#x202f;; choisissez un autre nom</translation>
    </message>
    <message>
        <source>The end of the time range is not after its beginning; write a later end, or none</source>
        <translation>La fin de l’intervalle de temps ne suit pas son début&#x202f;; indiquez une fin plus tardive, ou aucune</translation>
    </message>
    <message>
        <source>messages cannot be delayed by %1 ms: choose 0 to %2 ms</source>
        <translation>les messages ne peuvent pas être retardés de %1 ms&#xa0;: choisissez de 0 à %2 ms</translation>
    </message>
    <message>
        <source>an automatic answer cannot come after %1 ms: choose 0 to %2 ms</source>
        <translation>une réponse automatique ne peut pas venir après %1 ms&#xa0;: choisissez de 0 à %2 ms</translation>
    </message>
    <message>
        <source>%1 of 100 forces cannot be left without an answer: choose 0 to 100</source>
        <translation>il n’est pas possible de laisser %1 actions forcées sur 100 sans réponse&#xa0;: choisissez de 0 à 100</translation>
    </message>
    <message>
        <source>%1 hostile messages a minute cannot be sent: choose 0 to %2</source>
        <translation>il n’est pas possible d’envoyer %1 messages hostiles par minute&#xa0;: choisissez de 0 à %2</translation>
    </message>
    <message>
        <source>the test bench is off while an upstream is connected: disconnect it first</source>
        <translation>le banc d’essai est désactivé tant qu’un amont est connecté&#xa0;: déconnectez-le d’abord</translation>
    </message>
    <message>
        <source>a newer force took its place, as it does with Neuro</source>
        <translation>une action forcée plus récente a pris sa place, comme chez Neuro</translation>
    </message>
    <message>
        <source>too large for upstream, which closed the connection over a message of %1 bytes</source>
        <translation>trop grand pour l’amont, qui a fermé la connexion à cause d’un message de %1 octets</translation>
    </message>
    <message>
        <source>too large for upstream: %1 bytes; it closed the connection over a message of %2 bytes. What is dropped for that cannot be exported</source>
        <translation>trop grand pour l’amont&#xa0;: %1 octets&#x202f;; il a fermé la connexion à cause d’un message de %2 octets. Ce qui est abandonné pour cela ne peut pas être exporté</translation>
    </message>
    <message>
        <source>the outbox file is not open yet; try again</source>
        <translation>le fichier de la file d’envoi n’est pas encore ouvert&#x202f;; réessayez</translation>
    </message>
    <message>
        <source>what the outbox file holds cannot be read: %1</source>
        <translation>ce que contient le fichier de la file d’envoi ne peut pas être lu&#xa0;: %1</translation>
    </message>
    <message>
        <source>while an upstream is connected games are sent only what is well-formed: %1</source>
        <translation>tant qu’un amont est connecté, les jeux ne reçoivent que des messages bien formés&#xa0;: %1</translation>
    </message>
    <message>
        <source>while an upstream is connected games are sent only actions that they have registered: %1 is none of %2</source>
        <translation>tant qu’un amont est connecté, les jeux ne reçoivent que des actions qu’ils ont déclarées&#xa0;: %1 n’en est pas une de %2</translation>
    </message>
    <message>
        <source>%1: its first %2 MiB do not tell when the session began; write the times with a date</source>
        <translation>%1&#xa0;: ses %2 premiers Mio ne disent pas quand la session a commencé&#x202f;; indiquez les heures avec une date</translation>
    </message>
    <message>
        <source>%1 is not offered to Neuro: its registration of %2 bytes is too large for upstream, which closed the connection over one of %3 bytes. Shorten its description or schema; if upstream takes more by now, disconnect it and connect it again</source>
        <translation>%1 n’est pas proposée à Neuro&#xa0;: son enregistrement de %2 octets est trop grand pour l’amont, qui a fermé la connexion à cause d’un message de %3 octets. Raccourcissez sa description ou son schéma&#x202f;; si l’amont en accepte davantage maintenant, déconnectez-le et connectez-le de nouveau</translation>
    </message>
    <message>
        <source>too large for upstream: %1 bytes; it closed the connection over a message of %2 bytes. Send less at once; if upstream takes more by now, disconnect it and connect it again</source>
        <translation>trop grand pour l’amont&#xa0;: %1 octets&#x202f;; il a fermé la connexion à cause d’un message de %2 octets. Envoyez-en moins à la fois&#x202f;; si l’amont en accepte davantage maintenant, déconnectez-le et connectez-le de nouveau</translation>
    </message>
    <message>
        <source>names another file than intermediary.relay_queue; remove one of the two</source>
        <translation>nomme un autre fichier qu’intermediary.relay_queue&#x202f;; supprimez l’un des deux</translation>
    </message>
    <message>
        <source>%1: its address could not be found out, for the name server does not answer. Give an address of this machine, or leave the host empty.</source>
        <translation>%1&#xa0;: son adresse n’a pas pu être trouvée, car le serveur de noms ne répond pas. Indiquez une adresse de cette machine, ou laissez l’hôte vide.</translation>
    </message>
    <message>
        <source>%1 and %2 could not be read, for the disk does not answer; see to it, or name files on another one, and save again</source>
        <translation>impossible de lire %1 et %2, car le disque ne répond pas&#x202f;; vérifiez-le, ou indiquez des fichiers d’un autre disque, puis enregistrez à nouveau</translation>
    </message>
    <message>
        <source>upstream sent a message of more than %1 bytes (limits.message); the relay closed the connection over it</source>
        <translation>l’amont a envoyé un message de plus de %1 octets (limits.message)&#x202f;; le relais a fermé la connexion pour cela</translation>
    </message>
    <message>
        <source>%1 could not be read, for the disk does not answer; see to it, or name a file on another one</source>
        <translation>impossible de lire %1, car le disque ne répond pas&#x202f;; vérifiez-le, ou indiquez un fichier d’un autre disque</translation>
    </message>
    <message numerus="yes">
        <source>%1 actions of this message are refused already; &quot;%3&quot; and what follows it (%2 in all) is not read</source>
        <translation>
            <numerusform>%1 action de ce message est déjà refusée&#x202f;; «&#xa0;%3&#xa0;» et ce qui suit (%2 en tout) ne sont pas lus</numerusform>
            <numerusform>%1 actions de ce message sont déjà refusées&#x202f;; «&#xa0;%3&#xa0;» et ce qui suit (%2 en tout) ne sont pas lus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>a game may have %1 actions; &quot;%3&quot; and what follows it (%2 in all) is not registered</source>
        <translation>
            <numerusform>un jeu peut avoir %1 action&#x202f;; «&#xa0;%3&#xa0;» et ce qui suit (%2 en tout) ne sont pas déclarés</numerusform>
            <numerusform>un jeu peut avoir %1 actions&#x202f;; «&#xa0;%3&#xa0;» et ce qui suit (%2 en tout) ne sont pas déclarés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>a message may name %1 actions; &quot;%3&quot; and what follows it (%2 in all) is passed over</source>
        <translation>
            <numerusform>un message peut nommer %1 action&#x202f;; «&#xa0;%3&#xa0;» et ce qui suit (%2 en tout) sont ignorés</numerusform>
            <numerusform>un message peut nommer %1 actions&#x202f;; «&#xa0;%3&#xa0;» et ce qui suit (%2 en tout) sont ignorés</numerusform>
        </translation>
    </message>
    <message>
        <source>no data was found within %1 steps for any action that was tried; make the schemas simpler</source>
        <translation>aucune donnée trouvée en %1 étapes pour aucune des actions essayées&#x202f;; simplifiez les schémas</translation>
    </message>
    <message>
        <source>the connection ended with code %1, over a message that the relay or the game&apos;s WebSocket library could not take</source>
        <translation>la connexion s’est terminée avec le code %1, à cause d’un message que le relais ou la bibliothèque WebSocket du jeu n’a pas pu accepter</translation>
    </message>
    <message>
        <source>the connection ended with code %1, over a message that the relay or the game&apos;s WebSocket library could not take: %2</source>
        <translation>la connexion s’est terminée avec le code %1, à cause d’un message que le relais ou la bibliothèque WebSocket du jeu n’a pas pu accepter&#xa0;: %2</translation>
    </message>
    <message>
        <source>there is more of this kind in the message; no more than %1 things are told of one</source>
        <translation>il y en a d’autres de ce genre dans le message&#x202f;; on n’en signale pas plus de %1 par message</translation>
    </message>
    <message>
        <source>%1: its address could not be found out, for name servers and disks cannot be asked now. Try it again in a while, give an address of this machine, or leave the host empty.</source>
        <translation>%1&#xa0;: son adresse n’a pas pu être trouvée, car les serveurs de noms et les disques ne peuvent pas être interrogés pour l’instant. Réessayez dans un moment, indiquez une adresse de cette machine, ou laissez l’hôte vide.</translation>
    </message>
    <message>
        <source>%1 and %2 could not be read, for name servers and disks cannot be asked now; save again in a while</source>
        <translation>impossible de lire %1 et %2, car les serveurs de noms et les disques ne peuvent pas être interrogés pour l’instant&#x202f;; enregistrez à nouveau dans un moment</translation>
    </message>
    <message>
        <source>code %1</source>
        <translation>code %1</translation>
    </message>
    <message>
        <source>code %1: %2</source>
        <translation>code %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>the relay closed the connection, as the game sent no valid WebSocket frame (%1). Leave frames to a WebSocket library, and let one thread at a time write to it</source>
        <translation>le relais a fermé la connexion, car le jeu n’a pas envoyé de trame WebSocket valide (%1). Laissez les trames à une bibliothèque WebSocket, et n’y écrivez que d’un fil d’exécution à la fois</translation>
    </message>
    <message>
        <source>the relay closed the connection, as a text message of the game is not UTF-8 (%1). Encode every text message as UTF-8</source>
        <translation>le relais a fermé la connexion, car un message texte du jeu n’est pas en UTF-8 (%1). Encodez tous les messages texte en UTF-8</translation>
    </message>
    <message>
        <source>the relay closed the connection, as a message of the game is larger than it takes (%1). Send less in one message, or raise limits.message</source>
        <translation>le relais a fermé la connexion, car un message du jeu est plus grand qu’il ne l’accepte (%1). Envoyez moins dans un message, ou augmentez limits.message</translation>
    </message>
    <message>
        <source>the game closed the connection, as a message of the relay&apos;s is larger than the game&apos;s WebSocket library takes (%1). Let the library take larger messages</source>
        <translation>le jeu a fermé la connexion, car un message du relais est plus grand que n’en accepte la bibliothèque WebSocket du jeu (%1). Réglez-la pour qu’elle accepte des messages plus grands</translation>
    </message>
    <message>
        <source>the game closed the connection: its WebSocket library found fault with a message of the relay&apos;s (%1). Look at the last messages to the game and at what its library logs; another version of the library may take them</source>
        <translation>le jeu a fermé la connexion&#xa0;: sa bibliothèque WebSocket a trouvé à redire à un message du relais (%1). Regardez les derniers messages envoyés au jeu et le journal de sa bibliothèque&#x202f;; une autre version de la bibliothèque les acceptera peut-être</translation>
    </message>
    <message>
        <source>a token is needed, the relay&apos;s %1: add token=… to the address, or the header Authorization: Bearer …</source>
        <translation>un jeton est nécessaire, %1 du relais&#xa0;: ajoutez token=… à l’adresse, ou l’en-tête Authorization: Bearer …</translation>
    </message>
    <message>
        <source>numbers of rows such as 17-25,31</source>
        <translation>des numéros de messages tels que 17-25,31</translation>
    </message>
    <message>
        <source>%1: is no file but a device, a pipe or the like; name a file</source>
        <translation>%1&#xa0;: ce n’est pas un fichier, mais un périphérique, un tube ou autre chose de ce genre&#x202f;; nommez un fichier</translation>
    </message>
    <message>
        <source>the folder for uploads cannot be created</source>
        <translation>impossible de créer le dossier des fichiers reçus</translation>
    </message>
    <message>
        <source>uploads take %1 of the %2 bytes that they may (uploads.quota); whoever runs the relay can delete some, or allow more</source>
        <translation>les fichiers reçus occupent %1 des %2 octets autorisés (uploads.quota)&#x202f;; la personne qui gère le relais peut en supprimer, ou en autoriser plus</translation>
    </message>
    <message>
        <source>no name for a new file among the uploads is free</source>
        <translation>aucun nom n’est libre pour un nouveau fichier parmi les fichiers reçus</translation>
    </message>
    <message>
        <source>not stored: whether %1 was ever here is not known now; try again later</source>
        <translation>non stocké&#xa0;: on ne sait pas pour l’instant si %1 est déjà venue&#x202f;; réessayez plus tard</translation>
    </message>
    <message>
        <source>is the same as intermediary.auth_token, so that every integration and watcher may speak to Neuro and send actions to games; set one of its own</source>
        <translation>est le même que intermediary.auth_token, si bien que toute intégration et tout observateur peut parler à Neuro et envoyer des actions aux jeux&#x202f;; définissez-en un qui lui soit propre</translation>
    </message>
    <message>
        <source>Neuro Relay opens this door anew, perhaps at another address: connect again</source>
        <translation>Neuro Relay rouvre cette porte, peut-être à une autre adresse&#xa0;: reconnectez-vous</translation>
    </message>
    <message>
        <source>the reason in its close frame is not UTF-8</source>
        <translation>le motif de sa trame de fermeture n’est pas en UTF-8</translation>
    </message>
    <message>
        <source>its close frame has half a code</source>
        <translation>sa trame de fermeture contient la moitié d’un code</translation>
    </message>
    <message>
        <source>its close frame has the code %1, which nobody may send</source>
        <translation>sa trame de fermeture porte le code %1, que personne ne peut envoyer</translation>
    </message>
    <message>
        <source>a text message is not UTF-8</source>
        <translation>un message texte n’est pas en UTF-8</translation>
    </message>
    <message>
        <source>not asked yet: answer when choose_action comes again, or use the token with enhanced privileges</source>
        <translation>pas encore demandé&#xa0;: répondez quand choose_action reviendra, ou utilisez le jeton aux privilèges étendus</translation>
    </message>
</context>
<context>
    <name>neuro::models::DiagnosticsModel</name>
    <message>
        <source>(without a name)</source>
        <translation>(sans nom)</translation>
    </message>
    <message>
        <source>%1 (%2, %3)</source>
        <comment>title, severity, key</comment>
        <translation>%1 (%2, %3)</translation>
    </message>
    <message>
        <source>First %1, last %2</source>
        <translation>Première fois %1, dernière fois %2</translation>
    </message>
    <message>
        <source>All diagnostics of this game are muted.</source>
        <translation>Tous les diagnostics de ce jeu sont en sourdine.</translation>
    </message>
    <message>
        <source>Muted for this game.</source>
        <translation>En sourdine pour ce jeu.</translation>
    </message>
    <message>
        <source>Dismissed until it happens again.</source>
        <translation>Écarté jusqu’à ce que cela se reproduise.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>game, title</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1, %2, counted %L3, first %4, last %5</source>
        <comment>key, severity</comment>
        <translation>%1, %2, nombre&#xa0;: %L3, première fois %4, dernière fois %5</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gravité</translation>
    </message>
    <message>
        <source>Game</source>
        <translation>Jeu</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Ce qui ne va pas</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Problème</translation>
    </message>
    <message>
        <source>How it was the last time</source>
        <translation>Tel que c’était la dernière fois</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Détail</translation>
    </message>
    <message>
        <source>How often it happened</source>
        <translation>Combien de fois c’est arrivé</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>When it happened last</source>
        <translation>Quand c’est arrivé pour la dernière fois</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Dernière fois</translation>
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
    <message>
        <source>Watchers</source>
        <translation>Observateurs</translation>
    </message>
    <message>
        <source>Watchers and clients of the hub</source>
        <translation>Observateurs et clients du hub</translation>
    </message>
    <message>
        <source>Clients of the hub</source>
        <translation>Clients du hub</translation>
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
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln de plus</numerusform>
            <numerusform>%Ln de plus</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::models::OutboxModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>Neuro</source>
        <translation>Neuro</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Opérateur</translation>
    </message>
    <message>
        <source>Whom the message is for</source>
        <translation>À qui le message est destiné</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Pour</translation>
    </message>
    <message>
        <source>Whose message it is</source>
        <translation>De qui vient le message</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>How long the message has waited</source>
        <translation>Depuis combien de temps le message attend</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Âge</translation>
    </message>
    <message>
        <source>How often it was tried to deliver the message</source>
        <translation>Combien de fois la remise du message a été tentée</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Essais</translation>
    </message>
    <message>
        <source>its text is not in the log</source>
        <translation>son texte n’est pas dans le journal</translation>
    </message>
</context>
<context>
    <name>neuro::models::RecordedForces</name>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Game</source>
        <translation>Jeu</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Duration ms</source>
        <translation>Durée ms</translation>
    </message>
    <message>
        <source>action: %1</source>
        <translation>action&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1&#xa0;ms</translation>
    </message>
    <message>
        <source>not in the log</source>
        <translation>absente du journal</translation>
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
    <name>neuro::ui::ConfigAppearance</name>
    <message>
        <source>How the window looks. Counts at once; the window remembers it by itself, not in the configuration file.</source>
        <translation>L’aspect de la fenêtre. Pris en compte immédiatement&#x202f;; la fenêtre le retient elle-même, pas dans le fichier de configuration.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Disposition</translation>
    </message>
    <message>
        <source>Restore the default layout</source>
        <translation>Rétablir la disposition par défaut</translation>
    </message>
    <message>
        <source>Who may connect</source>
        <translation>Qui peut se connecter</translation>
    </message>
    <message>
        <source>Forget these answers</source>
        <translation>Oublier ces réponses</translation>
    </message>
    <message>
        <source>You have given no standing answer (“Always” or “Never”).</source>
        <translation>Vous n’avez donné aucune réponse permanente («&#xa0;Toujours&#xa0;» ou «&#xa0;Jamais&#xa0;»).</translation>
    </message>
    <message>
        <source>You have given one standing answer (“Always” or “Never”).</source>
        <translation>Vous avez donné une réponse permanente («&#xa0;Toujours&#xa0;» ou «&#xa0;Jamais&#xa0;»).</translation>
    </message>
    <message numerus="yes">
        <source>You have given %Ln standing answers (“Always” or “Never”).</source>
        <translation>
            <numerusform>Vous avez donné %Ln réponse permanente («&#xa0;Toujours&#xa0;» ou «&#xa0;Jamais&#xa0;»).</numerusform>
            <numerusform>Vous avez donné %Ln réponses permanentes («&#xa0;Toujours&#xa0;» ou «&#xa0;Jamais&#xa0;»).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::ConfigDeciderEditor</name>
    <message>
        <source>An order of my own</source>
        <translation>Mon propre ordre</translation>
    </message>
    <message>
        <source>Otherwise the relay chooses: Neuro and then you; you alone without an upstream; without a window Neuro alone, or watchers and then the first action</source>
        <translation>Sinon, le relais choisit&#xa0;: Neuro puis vous&#x202f;; vous seul sans amont&#x202f;; sans fenêtre, Neuro seule, ou les observateurs puis la première action</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>sans limite</translation>
    </message>
    <message>
        <source>Seconds that %1 has; empty: no limit of its own</source>
        <translation>Secondes accordées à %1&#x202f;; vide&#xa0;: pas de limite propre</translation>
    </message>
    <message>
        <source>Seconds of %1</source>
        <translation>Secondes de %1</translation>
    </message>
    <message>
        <source>Ask %1 earlier</source>
        <translation>Interroger %1 plus tôt</translation>
    </message>
    <message>
        <source>Ask %1 later</source>
        <translation>Interroger %1 plus tard</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>secondes</translation>
    </message>
</context>
<context>
    <name>neuro::ui::ConfigDialog</name>
    <message>
        <source>Configuration</source>
        <translation>Configuration</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Y aller</translation>
    </message>
    <message>
        <source>Go to the first setting that is wrong</source>
        <translation>Aller au premier réglage incorrect</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Abandonner les modifications</translation>
    </message>
    <message>
        <source>Show the file as it is</source>
        <translation>Afficher le fichier tel quel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Write the file and let the relay run with it (Ctrl+S)</source>
        <translation>Écrire le fichier et faire fonctionner le relais avec (Ctrl+S)</translation>
    </message>
    <message>
        <source>The configuration cannot be edited: %1</source>
        <translation>Impossible de modifier la configuration&#xa0;: %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>The file has changed since it was read here.</source>
        <translation>Le fichier a changé depuis qu’il a été lu ici.</translation>
    </message>
    <message>
        <source>Show the difference</source>
        <translation>Afficher la différence</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Plus tard</translation>
    </message>
    <message>
        <source>The command line or the environment says otherwise: %1</source>
        <translation>La ligne de commande ou l’environnement en décide autrement&#xa0;: %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>%1, one error</source>
        <translation>%1, une erreur</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln errors</source>
        <translation>
            <numerusform>%1, %Ln erreur</numerusform>
            <numerusform>%1, %Ln erreurs</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Enregistrement…</translation>
    </message>
    <message>
        <source>A setting is wrong; nothing can be saved.</source>
        <translation>Un réglage est erroné&#x202f;; rien ne peut être enregistré.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln settings are wrong; nothing can be saved.</source>
        <translation>
            <numerusform>%Ln réglage est erroné&#x202f;; rien ne peut être enregistré.</numerusform>
            <numerusform>%Ln réglages sont erronés&#x202f;; rien ne peut être enregistré.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: no changes</source>
        <translation>%1&#xa0;: aucune modification</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Enregistré.</translation>
    </message>
    <message>
        <source>Saved. What it was before is in %1.</source>
        <translation>Enregistré. La version précédente est dans %1.</translation>
    </message>
    <message>
        <source>Nothing was saved: %1</source>
        <translation>Rien n’a été enregistré&#xa0;: %1</translation>
    </message>
    <message>
        <source>There are changes that are not saved.</source>
        <translation>Des modifications ne sont pas enregistrées.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Ne pas enregistrer</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Continuer à modifier</translation>
    </message>
</context>
<context>
    <name>neuro::ui::ConfigDifference</name>
    <message>
        <source>The difference</source>
        <translation>La différence</translation>
    </message>
</context>
<context>
    <name>neuro::ui::ConfigEditor</name>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Choisir un fichier</translation>
    </message>
    <message>
        <source>Choose a file: %1</source>
        <translation>Choisir un fichier&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>neuro::ui::ConfigOutside</name>
    <message>
        <source>Keep both changes</source>
        <translation>Garder les deux</translation>
    </message>
    <message>
        <source>Make your changes to the file as it is now; you can look at the outcome before you save it</source>
        <translation>Appliquer vos modifications au fichier tel qu’il est maintenant&#x202f;; vous pouvez voir le résultat avant de l’enregistrer</translation>
    </message>
    <message>
        <source>Overwrite the file</source>
        <translation>Écraser le fichier</translation>
    </message>
    <message>
        <source>Save what is here; the file as it is now becomes the backup</source>
        <translation>Enregistrer ce qui est ici&#x202f;; le fichier tel qu’il est maintenant devient la sauvegarde</translation>
    </message>
    <message>
        <source>Take the file</source>
        <translation>Prendre le fichier</translation>
    </message>
    <message>
        <source>Forget your changes and show the file as it is now</source>
        <translation>Oublier vos modifications et afficher le fichier tel qu’il est maintenant</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Decide later: nothing is saved</source>
        <translation>Décider plus tard&#xa0;: rien n’est enregistré</translation>
    </message>
    <message>
        <source>%1 has changed since it was read here. Overwriting it would change these lines (- in the file, + here):</source>
        <translation>%1 a changé depuis sa lecture ici. L’écraser modifierait ces lignes (- dans le fichier, + ici)&#xa0;:</translation>
    </message>
    <message>
        <source>%1 has gone since it was read here. Saving would write it anew:</source>
        <translation>%1 a disparu depuis sa lecture ici. Enregistrer le recréerait&#xa0;:</translation>
    </message>
</context>
<context>
    <name>neuro::ui::ConfigRow</name>
    <message>
        <source>Edit as text</source>
        <translation>Modifier comme texte</translation>
    </message>
    <message>
        <source>Go to this setting on the page “Text”</source>
        <translation>Aller à ce réglage sur la page «&#xa0;Texte&#xa0;»</translation>
    </message>
    <message>
        <source>This cannot be changed here: %1</source>
        <translation>Ceci ne peut pas être modifié ici&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>neuro::ui::ConfigTextPage</name>
    <message>
        <source>Show tokens</source>
        <translation>Afficher les jetons</translation>
    </message>
    <message>
        <source>The configuration file</source>
        <translation>Le fichier de configuration</translation>
    </message>
    <message>
        <source>Uncover the tokens in the text</source>
        <translation>Montrer en clair les jetons dans le texte</translation>
    </message>
    <message>
        <source>What is wrong in the file</source>
        <translation>Ce qui ne va pas dans le fichier</translation>
    </message>
    <message>
        <source>The file itself. Comments and layout stay as they are, here and when you change something on the other pages.</source>
        <translation>Le fichier lui-même. Les commentaires et la mise en forme restent tels quels, ici comme lorsque vous modifiez quelque chose sur les autres pages.</translation>
    </message>
    <message>
        <source>This file mixes kinds of line breaks, or is not UTF-8. Save it with one kind and as UTF-8 in another editor to change it here.</source>
        <translation>Ce fichier mélange plusieurs sortes de sauts de ligne, ou n’est pas en UTF-8. Pour le modifier ici, enregistrez-le avec une seule sorte et en UTF-8 dans un autre éditeur.</translation>
    </message>
    <message>
        <source>Line %1: </source>
        <translation>Ligne %1&#xa0;: </translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>Erreur&#xa0;: %1</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>Avertissement&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>neuro::ui::ConfigTokenEditor</name>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Générer</translation>
    </message>
    <message>
        <source>Make a new random token; who uses the old one needs it</source>
        <translation>Créer un nouveau jeton aléatoire&#x202f;; quiconque utilise l’ancien en aura besoin</translation>
    </message>
    <message>
        <source>Copy the token</source>
        <translation>Copier le jeton</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Masquer</translation>
    </message>
    <message>
        <source>Hide it</source>
        <translation>Le masquer</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>L’afficher</translation>
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
    <message>
        <source>Demo games ended: %1. %2</source>
        <comment>their names, the reason</comment>
        <translation>Jeux de démonstration terminés&#xa0;: %1. %2</translation>
    </message>
</context>
<context>
    <name>neuro::ui::DiagnosticActions</name>
    <message>
        <source>&amp;Go to the message</source>
        <translation>&amp;Aller au message</translation>
    </message>
    <message>
        <source>Show the message that caused it in the traffic</source>
        <translation>Afficher dans le trafic le message qui en est la cause</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>Copy the chosen diagnostics with what to do, or all that are shown when none is chosen</source>
        <translation>Copier les diagnostics choisis avec ce qu’il faut faire, ou tous ceux qui sont affichés si aucun ne l’est</translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation>Écar&amp;ter</translation>
    </message>
    <message>
        <source>Hide the chosen diagnostics until they happen again</source>
        <translation>Masquer les diagnostics choisis jusqu’à ce qu’ils se reproduisent</translation>
    </message>
    <message>
        <source>Dismiss &amp;all</source>
        <translation>T&amp;out écarter</translation>
    </message>
    <message>
        <source>Hide all diagnostics that are shown until they happen again</source>
        <translation>Masquer tous les diagnostics affichés jusqu’à ce qu’ils se reproduisent</translation>
    </message>
    <message>
        <source>&amp;Mute for this game</source>
        <translation>Mettre en &amp;sourdine pour ce jeu</translation>
    </message>
    <message>
        <source>Hide the chosen diagnostics of their games for good, until they are unmuted</source>
        <translation>Masquer pour de bon les diagnostics choisis de leurs jeux, jusqu’à ce que la sourdine soit levée</translation>
    </message>
    <message>
        <source>&amp;Show hidden</source>
        <translation>Afficher les &amp;masqués</translation>
    </message>
    <message>
        <source>Show what is dismissed or muted, too, dimmed</source>
        <translation>Afficher aussi, en grisé, ce qui est écarté ou en sourdine</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>Take the dismissal of the chosen diagnostics back</source>
        <translation>Ne plus écarter les diagnostics choisis</translation>
    </message>
    <message>
        <source>R&amp;estore all</source>
        <translation>Tout réta&amp;blir</translation>
    </message>
    <message>
        <source>Take every dismissal back; mutes stay</source>
        <translation>Ne plus écarter aucun diagnostic&#x202f;; les sourdines restent</translation>
    </message>
    <message>
        <source>&amp;Unmute</source>
        <translation>&amp;Lever la sourdine</translation>
    </message>
    <message>
        <source>Take the mute of the chosen diagnostics back; if all of a game is muted, that of the game</source>
        <translation>Lever la sourdine des diagnostics choisis&#x202f;; si tout un jeu est en sourdine, celle du jeu</translation>
    </message>
    <message>
        <source>&amp;Unmute the game</source>
        <translation>&amp;Lever la sourdine du jeu</translation>
    </message>
    <message>
        <source>&amp;Show hidden (%L1)</source>
        <translation>Afficher les &amp;masqués (%L1)</translation>
    </message>
</context>
<context>
    <name>neuro::ui::DiagnosticDetails</name>
    <message>
        <source>once, at %1</source>
        <translation>une fois, à %1</translation>
    </message>
    <message>
        <source>All diagnostics of this game are muted.</source>
        <translation>Tous les diagnostics de ce jeu sont en sourdine.</translation>
    </message>
    <message>
        <source>Muted for this game.</source>
        <translation>En sourdine pour ce jeu.</translation>
    </message>
    <message>
        <source>Dismissed until it happens again.</source>
        <translation>Écarté jusqu’à ce que cela se reproduise.</translation>
    </message>
    <message>
        <source>Selected diagnostic</source>
        <translation>Diagnostic sélectionné</translation>
    </message>
    <message>
        <source>Go to the message</source>
        <translation>Aller au message</translation>
    </message>
    <message>
        <source>&lt;b&gt;What to do:&lt;/b&gt; %1</source>
        <translation>&lt;b&gt;À faire&#xa0;:&lt;/b&gt; %1</translation>
    </message>
    <message>
        <source>Specification: %1</source>
        <translation>Spécification&#xa0;: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln times, first %1, last %2</source>
        <translation>
            <numerusform>%Ln fois, première fois %1, dernière fois %2</numerusform>
            <numerusform>%Ln fois, première fois %1, dernière fois %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::DiagnosticsPanel</name>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnostics</translation>
    </message>
    <message>
        <source>Diagnostics (%L1)</source>
        <translation>Diagnostics (%L1)</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gravité</translation>
    </message>
    <message>
        <source>Show the more severe diagnostics only</source>
        <translation>Afficher seulement les diagnostics les plus graves</translation>
    </message>
    <message>
        <source>All severities</source>
        <translation>Toutes les gravités</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Avertissements et erreurs</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <source>Game</source>
        <translation>Jeu</translation>
    </message>
    <message>
        <source>Show the diagnostics of one game only</source>
        <translation>Afficher les diagnostics d’un seul jeu</translation>
    </message>
    <message>
        <source>All games</source>
        <translation>Tous les jeux</translation>
    </message>
    <message>
        <source>Nothing to complain about. What a game does against the rules of the Neuro API is listed here, with what to do about it.</source>
        <translation>Rien à redire. Ce qu’un jeu fait de contraire aux règles de l’API Neuro est énuméré ici, avec ce qu’il faut faire.</translation>
    </message>
    <message>
        <source>Nothing open passes the filter.</source>
        <translation>Aucun diagnostic ouvert ne passe le filtre.</translation>
    </message>
    <message>
        <source>Nothing open. What was dismissed or muted can be seen with “Show hidden”.</source>
        <translation>Aucun diagnostic ouvert. Ce qui a été écarté ou mis en sourdine est visible avec «&#xa0;Afficher les masqués&#xa0;».</translation>
    </message>
    <message>
        <source>1 row that had not happened for long was let go; a recording has it.</source>
        <translation>1 ligne qui ne s’était plus produite depuis longtemps a été abandonnée&#x202f;; un enregistrement la contient.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows that had not happened for long were let go; a recording has them.</source>
        <translation>
            <numerusform>%Ln ligne qui ne s’était plus produite depuis longtemps a été abandonnée&#x202f;; un enregistrement la contient.</numerusform>
            <numerusform>%Ln lignes qui ne s’étaient plus produites depuis longtemps ont été abandonnées&#x202f;; un enregistrement les contient.</numerusform>
        </translation>
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
    <message>
        <source>Start a demo game beside this window; it connects by itself</source>
        <translation>Démarrer un jeu de démonstration à côté de cette fenêtre&#x202f;; il se connecte tout seul</translation>
    </message>
</context>
<context>
    <name>neuro::ui::ExportDialog</name>
    <message>
        <source>JSON Lines – a session log again</source>
        <translation>JSON Lines – de nouveau un journal de session</translation>
    </message>
    <message>
        <source>CSV – a table for spreadsheets</source>
        <translation>CSV – un tableau pour les tableurs</translation>
    </message>
    <message>
        <source>Markdown – a text to read</source>
        <translation>Markdown – un texte à lire</translation>
    </message>
    <message>
        <source>HTML – a report for a browser</source>
        <translation>HTML – un rapport pour un navigateur</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Export session</source>
        <translation>Exporter la session</translation>
    </message>
    <message>
        <source>All messages; or words and conditions such as cmd:action*</source>
        <translation>Tous les messages&#x202f;; ou des mots et des conditions comme cmd:action*</translation>
    </message>
    <message>
        <source>From the beginning</source>
        <translation>Depuis le début</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>Jusqu’à la fin</translation>
    </message>
    <message>
        <source>17:31, 17:31:02.5, 2026-11-20 or 2026-11-20 17:31, as the clocks here show it; UTC with a Z behind it</source>
        <translation>17:31, 17:31:02.5, 2026-11-20 ou 2026-11-20 17:31, à l’heure d’ici&#x202f;; en UTC avec un Z derrière</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>F&amp;ilter</source>
        <translation>F&amp;iltre</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;De</translation>
    </message>
    <message>
        <source>&amp;Before</source>
        <translation>A&amp;vant</translation>
    </message>
    <message>
        <source>Fi&amp;le</source>
        <translation>Fi&amp;chier</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Choose the file to write</source>
        <translation>Choisir le fichier à écrire</translation>
    </message>
    <message>
        <source>How far the export is</source>
        <translation>Avancement de l’exportation</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>The filter, at character %1: %2</source>
        <translation>Le filtre, au caractère %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>“%1” is no time. Write 17:31, 17:31:02, 2026-11-20 or 2026-11-20 17:31, or nothing.</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas une heure. Écrivez 17:31, 17:31:02, 2026-11-20 ou 2026-11-20 17:31, ou rien.</translation>
    </message>
    <message>
        <source>Choose the file to write.</source>
        <translation>Choisissez le fichier à écrire.</translation>
    </message>
    <message>
        <source>The export was cancelled; nothing was written.</source>
        <translation>L’exportation a été annulée&#x202f;; rien n’a été écrit.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
    <message>
        <source>Export, and replace the file that is there</source>
        <translation>Exporter, et remplacer le fichier qui existe</translation>
    </message>
    <message>
        <source>Write the file</source>
        <translation>Écrire le fichier</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Stop the export; nothing is left of it</source>
        <translation>Arrêter l’exportation&#x202f;; il n’en reste rien</translation>
    </message>
    <message>
        <source>Close without exporting</source>
        <translation>Fermer sans exporter</translation>
    </message>
    <message>
        <source>%1 exists already. Replace it, or choose another name.</source>
        <translation>%1 existe déjà. Remplacez-le, ou choisissez un autre nom.</translation>
    </message>
    <message>
        <source>Export %1</source>
        <comment>a session log&apos;s file name</comment>
        <translation>Exporter %1</translation>
    </message>
    <message>
        <source>The export is not done yet. Wait for it, or cancel it, and then close the window.</source>
        <translation>L’exportation n’est pas terminée. Attendez-la ou annulez-la, puis fermez la fenêtre.</translation>
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
        <source>Close (Escape)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
    <message>
        <source>Find the next one (%1)</source>
        <translation>Rechercher l’occurrence suivante (%1)</translation>
    </message>
    <message>
        <source>Find the previous one (%1)</source>
        <translation>Rechercher l’occurrence précédente (%1)</translation>
    </message>
</context>
<context>
    <name>neuro::ui::ForceActions</name>
    <message>
        <source>Send the chosen action, or make the force yours first</source>
        <translation>Envoyer l’action choisie, ou d’abord prendre la main sur l’action forcée</translation>
    </message>
    <message>
        <source>Send the data as it is, even if it breaks the schema</source>
        <translation>Envoyer les données telles quelles, même si elles ne respectent pas le schéma</translation>
    </message>
    <message>
        <source>Send a random action with random data</source>
        <translation>Envoyer une action au hasard, avec des données aléatoires</translation>
    </message>
    <message>
        <source>Choose and fill in what this game was answered last</source>
        <translation>Choisir et remplir la dernière réponse donnée à ce jeu</translation>
    </message>
    <message>
        <source>Show the data as JSON instead of as a form, or the other way</source>
        <translation>Afficher les données en JSON au lieu d’un formulaire, ou l’inverse</translation>
    </message>
    <message>
        <source>Ask nobody about the force until it is resumed</source>
        <translation>Ne soumettre l’action forcée à personne jusqu’à sa reprise</translation>
    </message>
    <message>
        <source>End the force without an answer; asks first</source>
        <translation>Mettre fin à l’action forcée sans réponse&#x202f;; demande d’abord confirmation</translation>
    </message>
    <message>
        <source>Show only the messages of this force in the traffic</source>
        <translation>Afficher seulement les messages de cette action forcée dans le trafic</translation>
    </message>
    <message>
        <source>&amp;Answer</source>
        <translation>&amp;Répondre</translation>
    </message>
    <message>
        <source>Answer &amp;without checking</source>
        <translation>Répondre sans &amp;vérifier</translation>
    </message>
    <message>
        <source>Answer at &amp;random</source>
        <translation>Répondre au &amp;hasard</translation>
    </message>
    <message>
        <source>Fill in the &amp;last answer</source>
        <translation>Remplir avec la &amp;dernière réponse</translation>
    </message>
    <message>
        <source>Edit as &amp;JSON</source>
        <translation>Modifier en &amp;JSON</translation>
    </message>
    <message>
        <source>&amp;Hold this force</source>
        <translation>&amp;Suspendre cette action forcée</translation>
    </message>
    <message>
        <source>&amp;Drop…</source>
        <translation>&amp;Abandonner…</translation>
    </message>
    <message>
        <source>&amp;Only this force</source>
        <translation>&amp;Uniquement cette action forcée</translation>
    </message>
    <message>
        <source>T&amp;ake over</source>
        <translation>&amp;Prendre la main</translation>
    </message>
    <message>
        <source>Res&amp;ume this force</source>
        <translation>R&amp;eprendre cette action forcée</translation>
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
        <source>Random</source>
        <translation>Hasard</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>Really drop?</source>
        <translation>Vraiment abandonner&#x202f;?</translation>
    </message>
    <message>
        <source>Not done: %1</source>
        <translation>Non effectué&#xa0;: %1</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Prendre la main</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Répondre</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Suspendre</translation>
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
        <translation>Suspendue&#xa0;: personne n’est interrogé</translation>
    </message>
    <message>
        <source>1 action</source>
        <translation>1 action</translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>The game refused %1 without saying why.</source>
        <translation>Le jeu a refusé %1 sans dire pourquoi.</translation>
    </message>
    <message>
        <source>The game refused %1: %2</source>
        <translation>Le jeu a refusé %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1: %2 succeeded</source>
        <translation>%1&#xa0;: %2 a réussi</translation>
    </message>
    <message>
        <source>%1: withdrawn</source>
        <translation>%1&#xa0;: retirée</translation>
    </message>
    <message>
        <source>%1: dropped</source>
        <translation>%1&#xa0;: abandonnée</translation>
    </message>
    <message>
        <source>%1: nobody answered in time</source>
        <translation>%1&#xa0;: personne n’a répondu à temps</translation>
    </message>
    <message numerus="yes">
        <source>%Ln actions</source>
        <translation>
            <numerusform>%Ln action</numerusform>
            <numerusform>%Ln actions</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>outcome, time</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Neuro decides</source>
        <translation>Neuro décide</translation>
    </message>
    <message>
        <source>Neuro decides — %1 left</source>
        <translation>Neuro décide — reste %1</translation>
    </message>
    <message>
        <source>waits for its turn with Neuro</source>
        <translation>attend son tour auprès de Neuro</translation>
    </message>
    <message>
        <source>Held, but Neuro was asked already and may still answer</source>
        <translation>Suspendue, mais Neuro est déjà interrogée et peut encore répondre</translation>
    </message>
    <message>
        <source>Answer with a random action and random data (%1)</source>
        <translation>Répondre par une action au hasard, avec des données aléatoires (%1)</translation>
    </message>
    <message>
        <source>End this force without an answer. This cannot be undone. (%1)</source>
        <translation>Mettre fin à cette action forcée sans réponse. C’est irréversible. (%1)</translation>
    </message>
    <message>
        <source>Make this force yours, without a time limit (%1)</source>
        <translation>Prendre la main sur cette action forcée, sans limite de temps (%1)</translation>
    </message>
    <message>
        <source>%1 Shift+click sends it all the same (%2).</source>
        <translation>%1 Maj+clic l’envoie tout de même (%2).</translation>
    </message>
    <message>
        <source>Send the chosen action (%1)</source>
        <translation>Envoyer l’action choisie (%1)</translation>
    </message>
    <message>
        <source>Ask the deciders again (%1)</source>
        <translation>Interroger de nouveau les décideurs (%1)</translation>
    </message>
    <message>
        <source>Ask nobody until resumed (%1)</source>
        <translation>N’interroger personne jusqu’à la reprise (%1)</translation>
    </message>
    <message>
        <source>Fill in what this game was answered last: %1 (%2)</source>
        <translation>Remplir avec la dernière réponse donnée à ce jeu&#xa0;: %1 (%2)</translation>
    </message>
    <message>
        <source>No connection to Neuro is configured</source>
        <translation>Aucune connexion à Neuro n’est configurée</translation>
    </message>
    <message>
        <source>Neuro is away, next try in %1 s</source>
        <translation>Neuro est absente, prochain essai dans %1 s</translation>
    </message>
    <message>
        <source>Neuro is disconnected</source>
        <translation>Neuro est déconnectée</translation>
    </message>
    <message>
        <source>Neuro has to catch up first</source>
        <translation>Neuro doit d’abord rattraper son retard</translation>
    </message>
    <message>
        <source>Neuro is away</source>
        <translation>Neuro est absente</translation>
    </message>
    <message>
        <source>nobody else is asked</source>
        <translation>personne d’autre n’est interrogé</translation>
    </message>
    <message>
        <source>waits for her in %1</source>
        <translation>l’attend dans %1</translation>
    </message>
    <message>
        <source>%1 is asked in %2</source>
        <comment>decider, time</comment>
        <translation>%1 est interrogé dans %2</translation>
    </message>
    <message>
        <source>waits for her; nobody else is asked</source>
        <translation>l’attend&#x202f;; personne d’autre n’est interrogé</translation>
    </message>
    <message>
        <source>%1 is asked next</source>
        <translation>%1 est interrogé ensuite</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>Neuro is away, who is asked</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 is deciding</source>
        <translation>Décideur&#xa0;: %1</translation>
    </message>
    <message>
        <source>The log has no question of this force.</source>
        <translation>Le journal n’a pas la question de cette action forcée.</translation>
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
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln en attente</numerusform>
            <numerusform>%Ln en attente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more: answer or drop some first.</source>
        <translation>
            <numerusform>%Ln de plus&#xa0;: répondez d’abord à d’autres, ou abandonnez-les.</numerusform>
            <numerusform>%Ln de plus&#xa0;: répondez d’abord à d’autres, ou abandonnez-les.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more waited.</source>
        <translation>
            <numerusform>%Ln de plus en attente.</numerusform>
            <numerusform>%Ln de plus en attente.</numerusform>
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
        <source>choices that are too large</source>
        <translation>choix trop volumineux</translation>
    </message>
    <message>
        <source>a list of different things</source>
        <translation>liste d’éléments différents</translation>
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
    <message numerus="yes">
        <source>more than %Ln levels</source>
        <translation>
            <numerusform>plus de %Ln niveau</numerusform>
            <numerusform>plus de %Ln niveaux</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>a constant of more than %Ln bytes</source>
        <translation>
            <numerusform>constante de plus de %Ln octet</numerusform>
            <numerusform>constante de plus de %Ln octets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln choices</source>
        <translation>
            <numerusform>plus de %Ln choix</numerusform>
            <numerusform>plus de %Ln choix</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln fields</source>
        <translation>
            <numerusform>plus de %Ln champ</numerusform>
            <numerusform>plus de %Ln champs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln rows</source>
        <translation>
            <numerusform>plus de %Ln ligne</numerusform>
            <numerusform>plus de %Ln lignes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::ForwardingView</name>
    <message>
        <source>What the message became when it was passed on</source>
        <translation>Ce que le message est devenu en étant transmis</translation>
    </message>
    <message>
        <source>%1 → %2, %3 ms later.</source>
        <translation>%1 → %2, %3 ms plus tard.</translation>
    </message>
    <message>
        <source>Passed on as it came.</source>
        <translation>Transmis tel quel.</translation>
    </message>
    <message>
        <source>Lines with − are as they came, lines with + as they went.</source>
        <translation>Lignes avec −&#xa0;: à l’arrivée&#x202f;; lignes avec +&#xa0;: au départ.</translation>
    </message>
    <message>
        <source>%1 → %2, at %3, after it had waited for %4.</source>
        <translation>%1 → %2, à %3, après avoir attendu %4.</translation>
    </message>
</context>
<context>
    <name>neuro::ui::GameActions</name>
    <message>
        <source>&amp;Send action</source>
        <translation>&amp;Envoyer l’action</translation>
    </message>
    <message>
        <source>Send the chosen action to its game, as Neuro would</source>
        <translation>Envoyer l’action choisie à son jeu, comme le ferait Neuro</translation>
    </message>
    <message>
        <source>Ask to &amp;register its actions again</source>
        <translation>Demander de &amp;redéclarer ses actions</translation>
    </message>
    <message>
        <source>The chosen game sends its actions anew</source>
        <translation>Le jeu choisi envoie de nouveau ses actions</translation>
    </message>
    <message>
        <source>&amp;Copy name</source>
        <translation>&amp;Copier le nom</translation>
    </message>
    <message>
        <source>Copy the name of the chosen game or action</source>
        <translation>Copier le nom du jeu ou de l’action choisis</translation>
    </message>
    <message>
        <source>Ask to shut &amp;down at a good moment</source>
        <translation>Demander l’arrêt au &amp;bon moment</translation>
    </message>
    <message>
        <source>The chosen game may finish what it is doing, save, and end</source>
        <translation>Le jeu choisi peut finir ce qu’il fait, sauvegarder, puis s’arrêter</translation>
    </message>
    <message>
        <source>Cancel the sh&amp;utdown request</source>
        <translation>Annuler la &amp;demande d’arrêt</translation>
    </message>
    <message>
        <source>The chosen game goes on after all</source>
        <translation>Le jeu choisi continue finalement</translation>
    </message>
    <message>
        <source>Shut down at &amp;once…</source>
        <translation>Arrêter &amp;immédiatement…</translation>
    </message>
    <message>
        <source>The chosen game ends now; what is not saved there may be lost. Asks first.</source>
        <translation>Le jeu choisi s’arrête maintenant&#x202f;; ce qui n’y est pas sauvegardé peut être perdu. Demande d’abord confirmation.</translation>
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
        <source>D&amp;isconnect…</source>
        <translation>Déco&amp;nnecter…</translation>
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
        <source>&amp;Send action…</source>
        <translation>&amp;Envoyer l’action…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Close the connection of the chosen game or watcher, which may come back. Asks first.</source>
        <translation>Fermer la connexion du jeu ou de l’observateur choisi, qui peut revenir. Demande confirmation.</translation>
    </message>
    <message>
        <source>Disconnect %1? It may connect again by itself.</source>
        <translation>Déconnecter %1&#x202f;? Il peut se reconnecter de lui-même.</translation>
    </message>
    <message>
        <source>Ra&amp;w message…</source>
        <translation>&amp;Message brut…</translation>
    </message>
    <message>
        <source>Write a message to the chosen game by hand, from a template</source>
        <translation>Écrire à la main un message au jeu choisi, à partir d’un modèle</translation>
    </message>
    <message>
        <source>Tell the chosen game who Neuro is, or that she has finished speaking</source>
        <translation>Dire au jeu choisi qui est Neuro, ou qu’elle a fini de parler</translation>
    </message>
    <message>
        <source>&amp;Mute towards Neuro</source>
        <translation>Mettre en &amp;sourdine pour Neuro</translation>
    </message>
    <message>
        <source>Tell Neuro nothing of the chosen game, and let others decide for it, until this is switched off; the game does not notice</source>
        <translation>Ne rien dire du jeu choisi à Neuro, et laisser d’autres décider pour lui, tant que ceci est activé&#x202f;; le jeu ne s’en aperçoit pas</translation>
    </message>
    <message>
        <source>Disconnect the chosen game, and send it away whenever it comes, until this is switched off. Asks first.</source>
        <translation>Déconnecter le jeu choisi, et le refuser chaque fois qu’il se présente, tant que ceci est activé. Demande d’abord confirmation.</translation>
    </message>
    <message>
        <source>&amp;Hide from Neuro</source>
        <translation>Mas&amp;quer à Neuro</translation>
    </message>
    <message>
        <source>Unregister the chosen action with Neuro until this is switched off; others may still choose it</source>
        <translation>Retirer l’action choisie auprès de Neuro tant que ceci est activé&#x202f;; d’autres peuvent encore la choisir</translation>
    </message>
    <message>
        <source>U&amp;nregister here</source>
        <translation>Re&amp;tirer ici</translation>
    </message>
    <message>
        <source>Take the chosen action away as if its game had unregistered it; the game is not told, and can register it again</source>
        <translation>Retirer l’action choisie comme si son jeu l’avait fait&#x202f;; le jeu n’en est pas informé et peut la redéclarer</translation>
    </message>
    <message>
        <source>Mute dia&amp;gnostics</source>
        <translation>Mettre les dia&amp;gnostics en sourdine</translation>
    </message>
    <message>
        <source>Count and record what the chosen game does wrong, but do not show it, until this is switched off</source>
        <translation>Compter et enregistrer ce que le jeu choisi fait de travers, mais sans l’afficher, tant que ceci est activé</translation>
    </message>
    <message>
        <source>Block %1? It is disconnected, its forces are withdrawn, and it is sent away until you allow it again.</source>
        <translation>Bloquer %1&#x202f;? Il sera déconnecté, ses actions forcées seront retirées, et il sera refusé jusqu’à ce que vous l’autorisiez de nouveau.</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Bloquer</translation>
    </message>
    <message>
        <source>%1 of %2 is unregistered here; the game was not told.</source>
        <comment>action, game</comment>
        <translation>%1 de %2 est retirée ici&#x202f;; le jeu n’en a pas été informé.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Startup and s&amp;peech…</source>
        <translation>Démarrage et &amp;parole…</translation>
    </message>
    <message>
        <source>&amp;Mute game towards Neuro</source>
        <translation>Mettre le jeu en &amp;sourdine pour Neuro</translation>
    </message>
    <message>
        <source>&amp;Block game until allowed…</source>
        <translation>B&amp;loquer le jeu jusqu’à autorisation…</translation>
    </message>
    <message>
        <source>&amp;Block until allowed…</source>
        <translation>B&amp;loquer jusqu’à autorisation…</translation>
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
        <source>%1 ms after its question</source>
        <translation>%1&#xa0;ms après sa question</translation>
    </message>
    <message>
        <source>force %1</source>
        <translation>action forcée %1</translation>
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
        <source>The first %1 of %2 bytes.</source>
        <translation>Les %1 premiers octets sur %2.</translation>
    </message>
    <message>
        <source>binary, 1 byte</source>
        <translation>binaire, 1 octet</translation>
    </message>
    <message numerus="yes">
        <source>binary, %Ln bytes</source>
        <translation>
            <numerusform>binaire, %Ln octet</numerusform>
            <numerusform>binaire, %Ln octets</numerusform>
        </translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation>1 octet</translation>
    </message>
    <message numerus="yes">
        <source>%Ln bytes</source>
        <translation>
            <numerusform>%Ln octet</numerusform>
            <numerusform>%Ln octets</numerusform>
        </translation>
    </message>
    <message>
        <source>Select a row of the traffic to see its message.</source>
        <translation>Sélectionnez une ligne du trafic pour voir son message.</translation>
    </message>
    <message>
        <source>Forwarded</source>
        <translation>Transmis</translation>
    </message>
    <message>
        <source>Copy &amp;value</source>
        <translation>Copier la &amp;valeur</translation>
    </message>
    <message>
        <source>Copy the value of the selected line of the message</source>
        <translation>Copier la valeur de la ligne sélectionnée du message</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>Copier le &amp;chemin</translation>
    </message>
    <message>
        <source>Copy where the selected line stands in the message</source>
        <translation>Copier l’emplacement de la ligne sélectionnée dans le message</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>de %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>à %1</translation>
    </message>
</context>
<context>
    <name>neuro::ui::IntegrationsView</name>
    <message>
        <source>Integrations</source>
        <translation>Intégrations</translation>
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
    <message numerus="yes">
        <source>The list is full: %Ln rows</source>
        <translation>
            <numerusform>La liste est pleine&#xa0;: %Ln ligne</numerusform>
            <numerusform>La liste est pleine&#xa0;: %Ln lignes</numerusform>
        </translation>
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
        <source>A game is connected. Closing the window stops the relay and disconnects it.</source>
        <translation>Un jeu est connecté. Fermer la fenêtre arrête le relais et déconnecte le jeu.</translation>
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
        <source>Exported to %1</source>
        <translation>Exporté vers %1</translation>
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
    <message numerus="yes">
        <source>%Ln games are connected. Closing the window stops the relay and disconnects them.</source>
        <translation>
            <numerusform>%Ln jeu est connecté. Fermer la fenêtre arrête le relais et le déconnecte.</numerusform>
            <numerusform>%Ln jeux sont connectés. Fermer la fenêtre arrête le relais et les déconnecte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln games</source>
        <translation>
            <numerusform>%Ln jeu</numerusform>
            <numerusform>%Ln jeux</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stop listening? %Ln connected games are disconnected.</source>
        <translation>
            <numerusform>Arrêter l’écoute&#x202f;? %Ln jeu connecté sera déconnecté.</numerusform>
            <numerusform>Arrêter l’écoute&#x202f;? %Ln jeux connectés seront déconnectés.</numerusform>
        </translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>File d’envoi</translation>
    </message>
    <message>
        <source>Not while the relay is connected to the real Neuro: a demo would play with her. Disconnect first.</source>
        <translation>Pas tant que le relais est connecté à la vraie Neuro&#xa0;: une démonstration jouerait avec elle. Déconnectez d’abord.</translation>
    </message>
    <message>
        <source>Games to try the relay with</source>
        <translation>Des jeux pour essayer le relais</translation>
    </message>
    <message>
        <source>Export the outbox</source>
        <translation>Exporter la file d’envoi</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl);;All files (*)</source>
        <translation>JSON Lines (*.jsonl);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>The outbox was not exported: %1</source>
        <translation>La file d’envoi n’a pas été exportée&#xa0;: %1</translation>
    </message>
    <message>
        <source>Nobody was answered “Always” or “Never”.</source>
        <translation>Personne n’a reçu la réponse «&#xa0;Toujours&#xa0;» ou «&#xa0;Jamais&#xa0;».</translation>
    </message>
    <message>
        <source>1 answer was taken back; it is asked about again.</source>
        <translation>1 réponse a été annulée&#x202f;; la question sera de nouveau posée.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln answers were taken back; whoever comes is asked about again.</source>
        <translation>
            <numerusform>%Ln réponse a été annulée&#x202f;; la question sera posée de nouveau à chaque arrivée.</numerusform>
            <numerusform>%Ln réponses ont été annulées&#x202f;; la question sera posée de nouveau à chaque arrivée.</numerusform>
        </translation>
    </message>
    <message>
        <source>1 watcher</source>
        <translation>1 observateur</translation>
    </message>
    <message numerus="yes">
        <source>%Ln watchers</source>
        <translation>
            <numerusform>%Ln observateur</numerusform>
            <numerusform>%Ln observateurs</numerusform>
        </translation>
    </message>
    <message>
        <source>The traffic does not hold message %L1 any more; a recording or an export may have it.</source>
        <translation>Le trafic ne contient plus le message %L1&#x202f;; un enregistrement ou un export l’a peut-être.</translation>
    </message>
    <message>
        <source>Cut all games? Every game and integration is disconnected, and none is let in until you say so.</source>
        <translation>Couper tous les jeux&#x202f;? Tous les jeux et toutes les intégrations seront déconnectés, et aucun ne sera admis jusqu’à ce que vous le disiez.</translation>
    </message>
    <message>
        <source>Cut all games</source>
        <translation>Couper tous les jeux</translation>
    </message>
    <message>
        <source>All games are cut off: whoever comes is sent away.</source>
        <translation>Tous les jeux sont coupés&#xa0;: quiconque se présente est refusé.</translation>
    </message>
    <message>
        <source>Let games in again</source>
        <translation>Admettre de nouveau les jeux</translation>
    </message>
    <message>
        <source>The filter hid this message, and was removed.</source>
        <translation>Le filtre masquait ce message&#x202f;; il a été retiré.</translation>
    </message>
    <message>
        <source>What is only in memory, since the disk did not take it, is in %1.</source>
        <translation>Ce qui n’est qu’en mémoire, le disque ne l’ayant pas accepté, se trouve dans %1.</translation>
    </message>
    <message>
        <source>hub: %L1</source>
        <comment>how many clients it has</comment>
        <translation>hub&#xa0;: %L1</translation>
    </message>
</context>
<context>
    <name>neuro::ui::MarkdownView</name>
    <message>
        <source>State of the game</source>
        <translation>État du jeu</translation>
    </message>
    <message numerus="yes">
        <source>… %Ln more characters: the traffic view has the whole text.</source>
        <translation>
            <numerusform>… encore %Ln caractère&#xa0;: la vue du trafic contient tout le texte.</numerusform>
            <numerusform>… encore %Ln caractères&#xa0;: la vue du trafic contient tout le texte.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::NoticeBar</name>
    <message>
        <source>Notices</source>
        <translation>Avis</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… et %Ln de plus</numerusform>
            <numerusform>… et %Ln de plus</numerusform>
        </translation>
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
    <name>neuro::ui::OutboxPanel</name>
    <message>
        <source>1 message waits for Neuro</source>
        <translation>1 message attend Neuro</translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages wait for Neuro</source>
        <translation>
            <numerusform>%Ln message attend Neuro</numerusform>
            <numerusform>%Ln messages attendent Neuro</numerusform>
        </translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>File d’envoi</translation>
    </message>
    <message>
        <source>Nothing waits. While Neuro is away, what the games tell her is kept here until she is back.</source>
        <translation>Rien n’attend. Tant que Neuro est absente, ce que les jeux lui disent est gardé ici jusqu’à son retour.</translation>
    </message>
    <message>
        <source>%1 (the first %2 are shown)</source>
        <translation>%1 (les %2 premiers sont affichés)</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln for integrations</source>
        <comment>how many wait for Neuro, how many wait</comment>
        <translation>
            <numerusform>%1, %Ln pour des intégrations</numerusform>
            <numerusform>%1, %Ln pour des intégrations</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages that wait</source>
        <translation>Messages en attente</translation>
    </message>
    <message>
        <source>1 message waited for Neuro</source>
        <translation>1 message attendait Neuro</translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages waited for Neuro</source>
        <translation>
            <numerusform>%Ln message attendait Neuro</numerusform>
            <numerusform>%Ln messages attendaient Neuro</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages that waited</source>
        <translation>Messages qui attendaient</translation>
    </message>
    <message>
        <source>Nothing waited at this point.</source>
        <translation>Rien n’attendait à ce moment-là.</translation>
    </message>
    <message>
        <source>The log does not tell what it was that waited.</source>
        <translation>Le journal ne dit pas ce qui attendait.</translation>
    </message>
    <message>
        <source>%1 (shown: %2)</source>
        <translation>%1 (affichés&#xa0;: %2)</translation>
    </message>
</context>
<context>
    <name>neuro::ui::PanelLayout</name>
    <message>
        <source>Show or hide the panel %1</source>
        <translation>Afficher ou masquer le panneau «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Go to the panel %1</source>
        <translation>Aller au panneau «&#xa0;%1&#xa0;»</translation>
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
    <name>neuro::ui::RawMessageDialog</name>
    <message>
        <source>Send</source>
        <translation>Envoyer</translation>
    </message>
    <message>
        <source>Send raw message</source>
        <translation>Envoyer un message brut</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message numerus="yes">
        <source>The message is too long: at most %Ln bytes are sent.</source>
        <translation>
            <numerusform>Le message est trop long&#xa0;: au plus %Ln octet est envoyé.</numerusform>
            <numerusform>Le message est trop long&#xa0;: au plus %Ln octets sont envoyés.</numerusform>
        </translation>
    </message>
    <message>
        <source>A message is a JSON object: { … }.</source>
        <translation>Un message est un objet JSON&#xa0;: { … }.</translation>
    </message>
    <message>
        <source>The message has no “command”, or one that is no string.</source>
        <translation>Le message n’a pas de «&#xa0;command&#xa0;», ou celui-ci n’est pas une chaîne.</translation>
    </message>
    <message>
        <source>Send the message as it is written (%1)</source>
        <translation>Envoyer le message tel qu’il est écrit (%1)</translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation>1 octet</translation>
    </message>
    <message numerus="yes">
        <source>%Ln bytes</source>
        <translation>
            <numerusform>%Ln octet</numerusform>
            <numerusform>%Ln octets</numerusform>
        </translation>
    </message>
    <message>
        <source>Sent.</source>
        <translation>Envoyé.</translation>
    </message>
    <message>
        <source>Replaces the text below; undo there brings it back</source>
        <translation>Remplace le texte ci-dessous&#x202f;; y annuler le fait revenir</translation>
    </message>
</context>
<context>
    <name>neuro::ui::RecordedForcesView</name>
    <message>
        <source>Forces</source>
        <translation>Actions forcées</translation>
    </message>
    <message>
        <source>No force here.</source>
        <translation>Aucune action forcée ici.</translation>
    </message>
    <message>
        <source>All forces</source>
        <translation>Toutes les actions forcées</translation>
    </message>
    <message>
        <source>&amp;Messages of the chosen force</source>
        <translation>&amp;Messages de l’action forcée choisie</translation>
    </message>
    <message>
        <source>Show them in the traffic, from the moment when it came (a double click on it, or Enter, does the same)</source>
        <translation>Les afficher dans le trafic, à partir du moment où elle est arrivée (un double-clic dessus ou Entrée fait de même)</translation>
    </message>
</context>
<context>
    <name>neuro::ui::RecordedGames</name>
    <message>
        <source>Integrations</source>
        <translation>Intégrations</translation>
    </message>
    <message>
        <source>Nobody is there at this point.</source>
        <translation>Personne n’est là à ce moment.</translation>
    </message>
</context>
<context>
    <name>neuro::ui::RecordingBanner</name>
    <message>
        <source>1 message</source>
        <translation>1 message</translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message>
        <source>Part %L1</source>
        <translation>Partie %L1</translation>
    </message>
    <message>
        <source>recording %L1</source>
        <translation>enregistrement %L1</translation>
    </message>
    <message>
        <source>Line %L1 %2</source>
        <translation>Ligne %L1&#xa0;: %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln recordings one after the other</source>
        <translation>
            <numerusform>%Ln enregistrement</numerusform>
            <numerusform>%Ln enregistrements l’un après l’autre</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing of it could be read.</source>
        <translation>Rien n’a pu en être lu.</translation>
    </message>
    <message>
        <source>Reading it failed; what was read by then is shown.</source>
        <translation>La lecture a échoué&#x202f;; ce qui a été lu jusque-là est affiché.</translation>
    </message>
    <message>
        <source>Reading was cancelled at %L1 %; what follows is not shown. Open the file again to see it.</source>
        <translation>La lecture a été annulée à %L1&#xa0;%&#x202f;; la suite n’est pas affichée. Ouvrez de nouveau le fichier pour la voir.</translation>
    </message>
    <message>
        <source>The file is too large: what follows after %L1 % is not shown. Export a time range of it, and open that.</source>
        <translation>Le fichier est trop grand&#xa0;: ce qui suit après %L1&#xa0;% n’est pas affiché. Exportez-en un intervalle de temps, et ouvrez celui-ci.</translation>
    </message>
    <message>
        <source>1 line is damaged and left out.</source>
        <translation>1 ligne est endommagée et laissée de côté.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines are damaged and left out.</source>
        <translation>
            <numerusform>%Ln ligne est endommagée et laissée de côté.</numerusform>
            <numerusform>%Ln lignes sont endommagées et laissées de côté.</numerusform>
        </translation>
    </message>
    <message>
        <source>1 line was lost when it was recorded.</source>
        <translation>1 ligne a été perdue à l’enregistrement.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines were lost when they were recorded.</source>
        <translation>
            <numerusform>%Ln ligne a été perdue à l’enregistrement.</numerusform>
            <numerusform>%Ln lignes ont été perdues à l’enregistrement.</numerusform>
        </translation>
    </message>
    <message>
        <source>A newer version wrote it: some lines of it are not understood.</source>
        <translation>Une version plus récente l’a écrit&#xa0;: certaines de ses lignes ne sont pas comprises.</translation>
    </message>
    <message>
        <source>Its last line is not whole: it is still being recorded, or the recording was broken off.</source>
        <translation>Sa dernière ligne n’est pas entière&#xa0;: l’enregistrement est en cours, ou a été interrompu.</translation>
    </message>
    <message>
        <source>Recording: nothing here is live</source>
        <translation>Enregistrement&#xa0;: rien ici n’est en direct</translation>
    </message>
    <message>
        <source>How much of the recording has been read</source>
        <translation>Quelle part de l’enregistrement a été lue</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Stop reading; what was read by then is shown</source>
        <translation>Arrêter la lecture&#x202f;; ce qui a été lu jusque-là est affiché</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>Show the part before this one</source>
        <translation>Afficher la partie précédente</translation>
    </message>
    <message>
        <source>Part of the recording</source>
        <translation>Partie de l’enregistrement</translation>
    </message>
    <message>
        <source>The recording is shown in parts. Everything below is about this one</source>
        <translation>L’enregistrement est affiché par parties. Tout ce qui suit concerne celle-ci</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Après</translation>
    </message>
    <message>
        <source>Show the part after this one</source>
        <translation>Afficher la partie suivante</translation>
    </message>
    <message>
        <source>Filter earlier</source>
        <translation>Filtrer avant</translation>
    </message>
    <message>
        <source>Go to the nearest part before this one with a message that passes the filter</source>
        <translation>Aller à la partie précédente la plus proche qui a un message que le filtre laisse passer</translation>
    </message>
    <message>
        <source>Filter later</source>
        <translation>Filtrer après</translation>
    </message>
    <message>
        <source>Go to the nearest part after this one with a message that passes the filter</source>
        <translation>Aller à la partie suivante la plus proche qui a un message que le filtre laisse passer</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Lecture…</translation>
    </message>
    <message>
        <source>Write a filter first.</source>
        <translation>Écrivez d’abord un filtre.</translation>
    </message>
    <message>
        <source>Looking into part %L1…</source>
        <translation>Recherche dans la partie %L1…</translation>
    </message>
    <message>
        <source>No earlier part has a message that passes.</source>
        <translation>Aucune partie précédente n’a de message qui passe.</translation>
    </message>
    <message>
        <source>No later part has a message that passes.</source>
        <translation>Aucune partie suivante n’a de message qui passe.</translation>
    </message>
    <message>
        <source>So far no later part has a message that passes.</source>
        <translation>Jusqu’ici, aucune partie suivante n’a de message qui passe.</translation>
    </message>
    <message>
        <source>Integrations, force desk and outbox: at the selected message</source>
        <translation>Intégrations, actions forcées et file d’envoi&#xa0;: au message sélectionné</translation>
    </message>
    <message>
        <source>Integrations, force desk and outbox: at the end of this part</source>
        <translation>Intégrations, actions forcées et file d’envoi&#xa0;: à la fin de cette partie</translation>
    </message>
    <message>
        <source>Integrations, force desk and outbox: at the end</source>
        <translation>Intégrations, actions forcées et file d’envoi&#xa0;: à la fin</translation>
    </message>
</context>
<context>
    <name>neuro::ui::RecordingWindow</name>
    <message>
        <source>%1 (recording) – Neuro Relay</source>
        <comment>a file&apos;s name</comment>
        <translation>%1 (enregistrement) – Neuro Relay</translation>
    </message>
    <message>
        <source>Neuro read</source>
        <translation>Neuro a lu</translation>
    </message>
    <message>
        <source>Integrations at the end</source>
        <translation>Intégrations à la fin</translation>
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
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Open recording…</source>
        <translation>&amp;Ouvrir un enregistrement…</translation>
    </message>
    <message>
        <source>Look at another recorded session, in a window of its own</source>
        <translation>Regarder une autre session enregistrée, dans une fenêtre à part</translation>
    </message>
    <message>
        <source>&amp;Export session…</source>
        <translation>&amp;Exporter…</translation>
    </message>
    <message>
        <source>Write this recording, or a part of it, to a file</source>
        <translation>Écrire cet enregistrement, ou une partie de celui-ci, dans un fichier</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>Close this window; the relay goes on</source>
        <translation>Fermer cette fenêtre&#x202f;; le relais continue</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>Col&amp;umns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Insp&amp;ector</source>
        <translation>Inspecteur</translation>
    </message>
    <message>
        <source>D&amp;iagnostics</source>
        <translation>Diagnostics</translation>
    </message>
    <message>
        <source>&amp;Parts</source>
        <translation>&amp;Parties</translation>
    </message>
    <message>
        <source>&amp;Earlier part</source>
        <translation>Partie &amp;précédente</translation>
    </message>
    <message>
        <source>Show the part before this one</source>
        <translation>Afficher la partie précédente</translation>
    </message>
    <message>
        <source>&amp;Later part</source>
        <translation>Partie &amp;suivante</translation>
    </message>
    <message>
        <source>Show the part after this one</source>
        <translation>Afficher la partie suivante</translation>
    </message>
    <message>
        <source>Filter ea&amp;rlier parts</source>
        <translation>&amp;Filtrer les parties précédentes</translation>
    </message>
    <message>
        <source>Go to the nearest part before this one with a message that passes the filter</source>
        <translation>Aller à la partie précédente la plus proche qui a un message que le filtre laisse passer</translation>
    </message>
    <message>
        <source>Filter la&amp;ter parts</source>
        <translation>F&amp;iltrer les parties suivantes</translation>
    </message>
    <message>
        <source>Go to the nearest part after this one with a message that passes the filter</source>
        <translation>Aller à la partie suivante la plus proche qui a un message que le filtre laisse passer</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>Choisir un autre fichier…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Integrations at the end of this part</source>
        <translation>Intégrations à la fin de cette partie</translation>
    </message>
    <message>
        <source>Integrations at this message</source>
        <translation>Intégrations à ce message</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Boîte d’envoi</translation>
    </message>
    <message>
        <source>Force desk</source>
        <translation>Actions forcées</translation>
    </message>
    <message>
        <source>Integrations</source>
        <translation>Intégrations</translation>
    </message>
    <message>
        <source>F&amp;orce</source>
        <translation>Action f&amp;orcée</translation>
    </message>
    <message>
        <source>&amp;Next card</source>
        <translation>Carte &amp;suivante</translation>
    </message>
    <message>
        <source>Go to the next card of the force desk</source>
        <translation>Aller à la carte suivante du panneau «&#xa0;Actions forcées&#xa0;»</translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation>&amp;Aller à</translation>
    </message>
    <message>
        <source>What is shown here holds no message of force %1. It came in an earlier part of the recording, or in the file before, or its messages are missing.</source>
        <translation>Ce qui est affiché ici ne contient aucun message de l’action forcée %1. Elle est arrivée dans une partie antérieure de l’enregistrement ou dans le fichier précédent, ou bien ses messages manquent.</translation>
    </message>
    <message>
        <source>No force waited at this moment.
Select a message to see what did then.</source>
        <translation>Aucune action forcée en attente à ce moment.
Sélectionnez un message pour voir celles de ce moment-là.</translation>
    </message>
</context>
<context>
    <name>neuro::ui::Recordings</name>
    <message>
        <source>Open recording</source>
        <translation>Ouvrir un enregistrement</translation>
    </message>
    <message>
        <source>Session logs (*.jsonl);;All files (*)</source>
        <translation>Journaux de session (*.jsonl);;Tous les fichiers (*)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln recordings are open. Close one of them to open another.</source>
        <translation>
            <numerusform>%Ln enregistrement est ouvert. Fermez-le pour en ouvrir un autre.</numerusform>
            <numerusform>%Ln enregistrements sont ouverts. Fermez-en un pour en ouvrir un autre.</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Nothing has been recorded in this session, so there is nothing to export. Switch on “Recording” first.</source>
        <translation>Rien n’a été enregistré dans cette session&#xa0;: il n’y a rien à exporter. Activez d’abord «&#xa0;Enregistrement&#xa0;».</translation>
    </message>
</context>
<context>
    <name>neuro::ui::RegistrationNotices</name>
    <message>
        <source>Copy the token</source>
        <translation>Copier le jeton</translation>
    </message>
    <message>
        <source>Open the configuration…</source>
        <translation>Ouvrir la configuration…</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%Ln times)</source>
        <translation>
            <numerusform>%1 (%Ln fois)</numerusform>
            <numerusform>%1 (%Ln fois)</numerusform>
        </translation>
    </message>
    <message>
        <source>Somebody at %1</source>
        <translation>Un programme à l’adresse %1</translation>
    </message>
    <message>
        <source>“%1” at %2</source>
        <translation>«&#xa0;%1&#xa0;» à l’adresse %2</translation>
    </message>
    <message>
        <source>%1 was sent away: its first message is no registration. %2</source>
        <translation>%1 a été refusé&#xa0;: son premier message n’est pas un enregistrement. %2</translation>
    </message>
    <message>
        <source>%1 was sent away: its token is the published example or shorter than %2 characters, which is good enough on this computer only. Set a long, random one in the configuration and in what connects.</source>
        <translation>%1 a été refusé&#xa0;: son jeton est l’exemple publié ou compte moins de %2 caractères, ce qui ne suffit que sur cet ordinateur. Définissez-en un long et aléatoire dans la configuration et dans ce qui se connecte.</translation>
    </message>
    <message>
        <source>%1 was sent away: it registers as “%2”, and the relay knows “integration” and “neuro-os” only. Correct its settings.</source>
        <translation>%1 a été refusé&#xa0;: il s’enregistre comme «&#xa0;%2&#xa0;», et le relais ne connaît que «&#xa0;integration&#xa0;» et «&#xa0;neuro-os&#xa0;». Corrigez ses réglages.</translation>
    </message>
    <message>
        <source>%1 was sent away: it connected and did not register. %2</source>
        <translation>%1 a été refusé&#xa0;: il s’est connecté sans s’enregistrer. %2</translation>
    </message>
    <message>
        <source>%1 was sent away: its first message is far too large for a registration. %2</source>
        <translation>%1 a été refusé&#xa0;: son premier message est bien trop grand pour un enregistrement. %2</translation>
    </message>
    <message>
        <source>%1 was sent away by the hub: its token is wrong or missing. Give it the one of the configuration (hub.token, or else intermediary.auth_token).</source>
        <translation>%1 a été refusé par le hub&#xa0;: son jeton est faux ou absent. Donnez-lui celui de la configuration (hub.token, ou à défaut intermediary.auth_token).</translation>
    </message>
    <message>
        <source>%1 was sent away: its first message has no token. %2</source>
        <translation>%1 a été refusé&#xa0;: son premier message n’a pas de jeton. %2</translation>
    </message>
    <message>
        <source>%1 was sent away: the configuration has no token (intermediary.auth_token), so nobody can register. Set a long, random one there and in what connects.</source>
        <translation>%1 a été refusé&#xa0;: la configuration n’a pas de jeton (intermediary.auth_token), donc personne ne peut s’enregistrer. Définissez-en un long et aléatoire, là et dans ce qui se connecte.</translation>
    </message>
    <message>
        <source>%1 was sent away: its token is wrong. Give it the one of the configuration (intermediary.auth_token), in place of the example that many programs come with.</source>
        <translation>%1 a été refusé&#xa0;: son jeton est faux. Donnez-lui celui de la configuration (intermediary.auth_token), à la place de l’exemple fourni avec de nombreux programmes.</translation>
    </message>
    <message>
        <source>If it is a game, it belongs at the relay&apos;s other port.</source>
        <translation>Si c’est un jeu, sa place est à l’autre port du relais.</translation>
    </message>
    <message>
        <source>If it is a game, point it at %1.</source>
        <translation>Si c’est un jeu, dirigez-le vers %1.</translation>
    </message>
    <message>
        <source>Integrations and watchers cannot connect: %1</source>
        <translation>Les intégrations et les observateurs ne peuvent pas se connecter&#xa0;: %1</translation>
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
        <source>Do without</source>
        <translation>S’en passer</translation>
    </message>
    <message>
        <source>A token is the published example, or short enough to guess (%1). It admits programs on this computer only. Set a long, random one.</source>
        <translation>Un jeton est l’exemple publié, ou assez court pour être deviné (%1). Il n’admet que les programmes de cet ordinateur. Définissez-en un long et aléatoire.</translation>
    </message>
    <message>
        <source>%1 was sent away by the hub: a client id has 1 to %2 characters that can be seen, and is neither “server” nor a token. Correct its settings.</source>
        <translation>%1 a été refusé par le hub&#xa0;: un identifiant de client compte de 1 à %2 caractères visibles, et n’est ni «&#xa0;server&#xa0;» ni un jeton. Corrigez ses réglages.</translation>
    </message>
    <message>
        <source>%1 was sent away: a name has 1 to 64 letters, digits, spaces, “_”, “.” or “-”, and holds no token. Correct its settings.</source>
        <translation>%1 a été refusé&#xa0;: un nom compte de 1 à 64 lettres, chiffres, espaces, «&#xa0;_&#xa0;», «&#xa0;.&#xa0;» ou «&#xa0;-&#xa0;», et ne contient aucun jeton. Corrigez ses réglages.</translation>
    </message>
    <message>
        <source>%1 was sent away by the hub: it connects as “%2”, and the hub knows “ui”, “agent” and “observer” only. Correct its settings.</source>
        <translation>%1 a été refusé par le hub&#xa0;: il se connecte en tant que «&#xa0;%2&#xa0;», et le hub ne connaît que «&#xa0;ui&#xa0;», «&#xa0;agent&#xa0;» et «&#xa0;observer&#xa0;». Corrigez ses réglages.</translation>
    </message>
    <message>
        <source>%1 was sent away: the configuration has no token for integrations (intermediary.auth_token), only one for watchers. Set a long, random one there and in what connects.</source>
        <translation>%1 a été refusé&#xa0;: la configuration n’a pas de jeton pour les intégrations (intermediary.auth_token), seulement un pour les observateurs. Définissez-en un long et aléatoire, là et dans ce qui se connecte.</translation>
    </message>
    <message>
        <source>%1 was sent away: its token is wrong. Give it the watchers’ one of the configuration (dependency-authentication.neuro-os.auth_token).</source>
        <translation>%1 a été refusé&#xa0;: son jeton est faux. Donnez-lui celui des observateurs dans la configuration (dependency-authentication.neuro-os.auth_token).</translation>
    </message>
    <message>
        <source>The door for the status is closed: %1</source>
        <translation>La porte de l’état est fermée&#xa0;: %1</translation>
    </message>
    <message>
        <source>Randy’s port is closed: %1</source>
        <translation>Le port de Randy est fermé&#xa0;: %1</translation>
    </message>
    <message>
        <source>Nobody can ask for the status with encryption: %1</source>
        <translation>Personne ne peut demander l’état avec chiffrement&#xa0;: %1</translation>
    </message>
    <message>
        <source>Browsers are shown the earlier certificate of the status, the new one is of no use: %1</source>
        <translation>Les navigateurs voient l’ancien certificat de l’état, le nouveau est inutilisable&#xa0;: %1</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
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
    <message>
        <source>Encrypted:
%1</source>
        <translation>Chiffré&#xa0;:
%1</translation>
    </message>
    <message>
        <source>Games on other computers: with this computer’s address instead.</source>
        <translation>Jeux sur d’autres ordinateurs&#xa0;: avec l’adresse de cet ordinateur à la place.</translation>
    </message>
</context>
<context>
    <name>neuro::ui::RelayNotices</name>
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
    <message>
        <source>A web page without an address (a local file, or a sandboxed frame)</source>
        <translation>Une page web sans adresse (un fichier local ou un cadre isolé)</translation>
    </message>
    <message>
        <source>%1 wants to connect as an integration or a watcher; it needs the token as well.</source>
        <translation>%1 veut se connecter comme intégration ou observateur&#x202f;; il lui faut aussi le jeton.</translation>
    </message>
    <message>
        <source>Another Neuro Relay listens there.</source>
        <translation>Un autre Neuro Relay y est à l’écoute.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>the error, a sentence</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>It may be Neuro, for it is a WebSocket server.</source>
        <translation>C’est peut-être Neuro, car c’est un serveur WebSocket.</translation>
    </message>
    <message>
        <source>Use it as upstream and listen on %1</source>
        <translation>L’utiliser comme amont et écouter sur %1</translation>
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
        <source>Messages that wait for Neuro until she is back</source>
        <translation>Messages qui attendent le retour de Neuro</translation>
    </message>
    <message>
        <source>Time since the start, and what is recorded. Click to export it.</source>
        <translation>Temps écoulé depuis le démarrage, et ce qui est enregistré. Cliquez pour l’exporter.</translation>
    </message>
    <message>
        <source>1 frame skipped here</source>
        <translation>1 trame sautée ici</translation>
    </message>
    <message numerus="yes">
        <source>%Ln frames skipped here</source>
        <translation>
            <numerusform>%Ln trame sautée ici</numerusform>
            <numerusform>%Ln trames sautées ici</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>neuro::ui::SayLine</name>
    <message>
        <source>Silent</source>
        <translation>Silencieux</translation>
    </message>
    <message>
        <source>Say</source>
        <translation>Dire</translation>
    </message>
    <message>
        <source>Say something to Neuro</source>
        <translation>Dire quelque chose à Neuro</translation>
    </message>
    <message>
        <source>Neuro reads it, but is not asked to answer</source>
        <translation>Neuro le lit, mais n’est pas invitée à répondre</translation>
    </message>
    <message>
        <source>Not said: %1</source>
        <translation>Non dit&#xa0;: %1</translation>
    </message>
    <message>
        <source>There is no upstream, so nobody would hear it. Name Neuro&apos;s server in the configuration.</source>
        <translation>Il n’y a pas d’amont&#xa0;: personne n’entendrait. Indiquez le serveur de Neuro dans la configuration.</translation>
    </message>
    <message>
        <source>Say something to Neuro…</source>
        <translation>Dire quelque chose à Neuro…</translation>
    </message>
    <message>
        <source>No upstream: nobody would hear it</source>
        <translation>Aucun amont&#xa0;: personne n’entendrait</translation>
    </message>
    <message>
        <source>Neuro reads it as a context from you (Enter)</source>
        <translation>Neuro le lit comme un contexte de votre part (Entrée)</translation>
    </message>
    <message>
        <source>Say it to Neuro (Enter)</source>
        <translation>Le dire à Neuro (Entrée)</translation>
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
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Envoyer</translation>
    </message>
    <message>
        <source>Send action: %1</source>
        <translation>Envoyer l’action&#xa0;: %1</translation>
    </message>
    <message>
        <source>Sent.</source>
        <translation>Envoyée.</translation>
    </message>
    <message>
        <source>Switch between form and JSON (%1)</source>
        <translation>Basculer entre formulaire et JSON (%1)</translation>
    </message>
    <message>
        <source>Send the action (%1)</source>
        <translation>Envoyer l’action (%1)</translation>
    </message>
    <message>
        <source>%1 Shift+click sends it all the same (%2).</source>
        <translation>%1 Maj+clic l’envoie tout de même (%2).</translation>
    </message>
    <message>
        <source>A required member is &amp;missing</source>
        <translation>Un membre obligatoire &amp;manque</translation>
    </message>
    <message>
        <source>A member of the wrong &amp;type</source>
        <translation>Un membre du mauvais &amp;type</translation>
    </message>
    <message>
        <source>A member out of &amp;range</source>
        <translation>Un membre hors &amp;limites</translation>
    </message>
    <message>
        <source>An &amp;unknown member</source>
        <translation>Un membre &amp;inconnu</translation>
    </message>
    <message>
        <source>&amp;Not an object</source>
        <translation>&amp;Pas un objet</translation>
    </message>
    <message>
        <source>Invalid data</source>
        <translation>Données non valables</translation>
    </message>
    <message>
        <source>Fill in data that breaks the schema on purpose; it is sent with Shift, and only while no upstream is connected</source>
        <translation>Remplir avec des données qui enfreignent exprès le schéma&#x202f;; elles s’envoient avec Maj, et seulement tant qu’aucun amont n’est connecté</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>Seed: a new one each time</source>
        <translation>Graine&#xa0;: une nouvelle à chaque fois</translation>
    </message>
    <message>
        <source>A number from which data is made: the same one makes the same data again</source>
        <translation>Un nombre à partir duquel les données sont produites&#xa0;: le même produit de nouveau les mêmes données</translation>
    </message>
    <message>
        <source>Random data of seed %1</source>
        <translation>Données aléatoires de graine %1</translation>
    </message>
    <message>
        <source>Invalid data of seed %1: Shift+click on Send sends it</source>
        <translation>Données non valables de graine %1&#xa0;: Maj+clic sur «&#xa0;Envoyer&#xa0;» les envoie</translation>
    </message>
    <message>
        <source>No such data can be made: %1</source>
        <translation>Impossible de produire de telles données&#xa0;: %1</translation>
    </message>
    <message>
        <source>The seed must be a whole number from 0 to %1. Without one, a new one is taken each time.</source>
        <translation>La graine doit être un nombre entier de 0 à %1. Sans graine, une nouvelle est prise à chaque fois.</translation>
    </message>
</context>
<context>
    <name>neuro::ui::StartupDialog</name>
    <message>
        <source>Send startup</source>
        <translation>Envoyer startup</translation>
    </message>
    <message>
        <source>It was cancelled</source>
        <translation>La parole a été annulée</translation>
    </message>
    <message>
        <source>Send speech_finished</source>
        <translation>Envoyer speech_finished</translation>
    </message>
    <message>
        <source>Startup and speech</source>
        <translation>Démarrage et parole</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Acknowledge the startup</source>
        <translation>Confirmer le démarrage</translation>
    </message>
    <message>
        <source>As configured</source>
        <translation>Selon la configuration</translation>
    </message>
    <message>
        <source>Neuro</source>
        <translation>Neuro</translation>
    </message>
    <message>
        <source>Evil</source>
        <translation>Evil</translation>
    </message>
    <message>
        <source>Another</source>
        <translation>Un autre</translation>
    </message>
    <message>
        <source>The relay&apos;s own</source>
        <translation>Celui du relais</translation>
    </message>
    <message>
        <source>Character</source>
        <translation>Personnage</translation>
    </message>
    <message>
        <source>Its id</source>
        <translation>Son identifiant</translation>
    </message>
    <message>
        <source>Its name</source>
        <translation>Son nom</translation>
    </message>
    <message>
        <source>Session id</source>
        <translation>Identifiant de session</translation>
    </message>
    <message>
        <source>Sent to all games, it also answers those that start up later, while no upstream is connected</source>
        <translation>Envoyé à tous les jeux, il répond aussi à ceux qui démarrent plus tard, tant qu’aucun amont n’est connecté</translation>
    </message>
    <message>
        <source>Speech has finished</source>
        <translation>Fin de la parole</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>A character needs an id.</source>
        <translation>Un personnage a besoin d’un identifiant.</translation>
    </message>
    <message>
        <source>Sent.</source>
        <translation>Envoyé.</translation>
    </message>
    <message>
        <source>She says nothing more</source>
        <translation>Elle n’a plus rien à dire</translation>
    </message>
</context>
<context>
    <name>neuro::ui::TestBenchDialog</name>
    <message>
        <source>All &amp;off</source>
        <translation>T&amp;out désactiver</translation>
    </message>
    <message>
        <source>A&amp;pply</source>
        <translation>Appli&amp;quer</translation>
    </message>
    <message>
        <source>Test bench</source>
        <translation>Banc d’essai</translation>
    </message>
    <message>
        <source>Locked: the relay is connected to the real Neuro, and on air nothing here can be turned on. Disconnect first.</source>
        <translation>Verrouillé&#xa0;: le relais est connecté à la vraie Neuro, et à l’antenne rien ici ne peut être activé. Déconnectez d’abord.</translation>
    </message>
    <message>
        <source>Treat games as usual, at once</source>
        <translation>Traiter les jeux comme d’habitude, tout de suite</translation>
    </message>
    <message>
        <source>Nothing here is remembered: all of it is off when the relay starts, and when the real Neuro connects.</source>
        <translation>Rien ici n’est mémorisé&#xa0;: tout est désactivé au démarrage du relais, et quand la vraie Neuro se connecte.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>All of it is off.</source>
        <translation>Tout est désactivé.</translation>
    </message>
    <message>
        <source>On now: %1.</source>
        <translation>Activé en ce moment&#xa0;: %1.</translation>
    </message>
    <message>
        <source>It is so already; change something first</source>
        <translation>C’est déjà ainsi&#x202f;; modifiez d’abord quelque chose</translation>
    </message>
    <message>
        <source>Treat games like this from now on (%1)</source>
        <translation>Traiter désormais les jeux ainsi (%1)</translation>
    </message>
    <message>
        <source>Applied.</source>
        <translation>Appliqué.</translation>
    </message>
</context>
<context>
    <name>neuro::ui::TestBenchForm</name>
    <message>
        <source>Hold messages back (they keep their order)</source>
        <translation>Retenir les messages (leur ordre est conservé)</translation>
    </message>
    <message>
        <source>To &amp;games</source>
        <translation>Vers les &amp;jeux</translation>
    </message>
    <message>
        <source> ms</source>
        <translation>&#xa0;ms</translation>
    </message>
    <message>
        <source>&amp;From games</source>
        <translation>&amp;Depuis les jeux</translation>
    </message>
    <message>
        <source>Hold back messages to games</source>
        <translation>Retenir les messages vers les jeux</translation>
    </message>
    <message>
        <source>Hold back messages from games</source>
        <translation>Retenir les messages des jeux</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>pas du tout</translation>
    </message>
    <message>
        <source>Forces</source>
        <translation>Actions forcées</translation>
    </message>
    <message>
        <source>Decided as &amp;usual</source>
        <translation>Décidées comme d’&amp;habitude</translation>
    </message>
    <message>
        <source>The deciders are asked in their order</source>
        <translation>Les décideurs sont interrogés dans leur ordre</translation>
    </message>
    <message>
        <source>&amp;Ignored</source>
        <translation>&amp;Ignorées</translation>
    </message>
    <message>
        <source>Nobody is asked: they wait until their game takes them back, or until you answer them by hand</source>
        <translation>Personne n’est interrogé&#xa0;: elles attendent que leur jeu les retire, ou que vous y répondiez à la main</translation>
    </message>
    <message>
        <source>&amp;Answered automatically</source>
        <translation>Réponse &amp;automatique</translation>
    </message>
    <message>
        <source>In place of all deciders: a random action with random data that satisfies its schema</source>
        <translation>À la place de tous les décideurs&#xa0;: une action au hasard, avec des données aléatoires qui respectent son schéma</translation>
    </message>
    <message>
        <source>As the real &amp;Neuro does</source>
        <translation>Comme la vraie &amp;Neuro</translation>
    </message>
    <message>
        <source>One force at a time over all games, and a new one cancels the one that runs. She thinks for 2 to 10 seconds, waits 20 seconds for a result, and tries again only so often.</source>
        <translation>Une seule action forcée à la fois pour tous les jeux, et une nouvelle annule celle qui est en cours. Elle réfléchit de 2 à 10 secondes, attend un résultat pendant 20 secondes, et ne réessaie qu’un nombre limité de fois.</translation>
    </message>
    <message>
        <source>Answered af&amp;ter</source>
        <translation>Réponse a&amp;près</translation>
    </message>
    <message>
        <source>&amp;Left unanswered</source>
        <translation>&amp;Laissées sans réponse</translation>
    </message>
    <message>
        <source> % of forces</source>
        <translation>&#xa0;% des actions forcées</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>&amp;Graine</translation>
    </message>
    <message>
        <source>Seed of the answers to forces</source>
        <translation>Graine des réponses aux actions forcées</translation>
    </message>
    <message>
        <source>Hostile Neuro: what each game is sent</source>
        <translation>Neuro hostile&#xa0;: ce que chaque jeu reçoit</translation>
    </message>
    <message>
        <source> a minute</source>
        <translation> par minute</translation>
    </message>
    <message>
        <source>&amp;Malformed messages</source>
        <translation>Messages &amp;mal formés</translation>
    </message>
    <message>
        <source>Broken JSON, missing members, wrong types, data against the schema</source>
        <translation>JSON invalide, membres manquants, types erronés, données contraires au schéma</translation>
    </message>
    <message>
        <source>Un&amp;known actions</source>
        <translation>Actions in&amp;connues</translation>
    </message>
    <message>
        <source>Actions that the game never registered</source>
        <translation>Actions que le jeu n’a jamais déclarées</translation>
    </message>
    <message>
        <source>Actions just un&amp;registered</source>
        <translation>Actions tout juste &amp;retirées</translation>
    </message>
    <message>
        <source>Actions that the game has taken back a moment ago</source>
        <translation>Actions que le jeu vient de retirer</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>Grain&amp;e</translation>
    </message>
    <message>
        <source>Seed of the hostile Neuro</source>
        <translation>Graine de la Neuro hostile</translation>
    </message>
    <message>
        <source>The same seed and the same messages of games make the same choices</source>
        <translation>La même graine et les mêmes messages des jeux donnent les mêmes choix</translation>
    </message>
    <message>
        <source>A seed must be a whole number from 0 to %1.</source>
        <translation>Une graine doit être un nombre entier de 0 à %1.</translation>
    </message>
    <message>
        <source>none</source>
        <comment>forces</comment>
        <translation>aucune</translation>
    </message>
    <message>
        <source>none</source>
        <comment>messages</comment>
        <translation>aucun</translation>
    </message>
    <message>
        <source>none</source>
        <comment>actions</comment>
        <translation>aucune</translation>
    </message>
</context>
<context>
    <name>neuro::ui::TestBenchNotices</name>
    <message>
        <source>Test bench: %1.</source>
        <translation>Banc d’essai&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Ouvrir…</translation>
    </message>
    <message>
        <source>All off</source>
        <translation>Tout désactiver</translation>
    </message>
    <message>
        <source>The real Neuro connected, and the test bench was turned off. Nothing of it can be on while she is there.</source>
        <translation>La vraie Neuro s’est connectée, et le banc d’essai a été désactivé. Rien ne peut en être activé tant qu’elle est là.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
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
    <message>
        <source>Show the traffic of all forces again</source>
        <translation>Afficher de nouveau le trafic de toutes les actions forcées</translation>
    </message>
    <message>
        <source>Earlier filters</source>
        <translation>Filtres précédents</translation>
    </message>
    <message>
        <source>Filter: words, or conditions such as cmd:action*</source>
        <translation>Filtre&#xa0;: des mots, ou des conditions comme cmd:action*</translation>
    </message>
    <message>
        <source>Show the messages for which all conditions hold (%1).
beer &quot;two words&quot; – in the message, the game or the command
game: cmd: dir: door: verdict: warn: id: peer: – as in cmd:action*
size&gt;4k ms&gt;20 – bytes, and milliseconds of an answer
re:/…/ – a regular expression
a b: both, a | b: either, !a: not, with parentheses
Down: ways to go on; Alt+Down: earlier filters</source>
        <translation>Afficher les messages qui remplissent toutes les conditions (%1).
bière &quot;deux mots&quot; – dans le message, le jeu ou la commande
game: cmd: dir: door: verdict: warn: id: peer: – comme dans cmd:action*
size&gt;4k ms&gt;20 – octets, et millisecondes d’une réponse
re:/…/ – une expression régulière
a b&#xa0;: les deux, a | b&#xa0;: l’un ou l’autre, !a&#xa0;: non, avec des parenthèses
Bas&#xa0;: suites possibles&#x202f;; Alt+Bas&#xa0;: filtres précédents</translation>
    </message>
    <message>
        <source>Earlier filters (%1)</source>
        <translation>Filtres précédents (%1)</translation>
    </message>
    <message>
        <source>Not applied. At character %1: %2.</source>
        <translation>Non appliqué. Au caractère %1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>No filter has been used yet</source>
        <translation>Aucun filtre n’a encore été utilisé</translation>
    </message>
    <message>
        <source>Forget these filters</source>
        <translation>Oublier ces filtres</translation>
    </message>
    <message>
        <source>Not applied. At character %1: %2</source>
        <translation>Non appliqué. Au caractère %1&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>neuro::ui::TrafficFilterField</name>
    <message>
        <source>the game&apos;s name; * stands for any text</source>
        <translation>le nom du jeu&#x202f;; * remplace n’importe quel texte</translation>
    </message>
    <message>
        <source>the number of the connection</source>
        <translation>le numéro de la connexion</translation>
    </message>
    <message>
        <source>the command; * stands for any text</source>
        <translation>la commande&#x202f;; * remplace n’importe quel texte</translation>
    </message>
    <message>
        <source>in: to the relay; out: from it</source>
        <translation>in&#xa0;: vers le relais&#x202f;; out&#xa0;: depuis le relais</translation>
    </message>
    <message>
        <source>what the relay said to a message that came in</source>
        <translation>ce que le relais a dit d’un message arrivé</translation>
    </message>
    <message>
        <source>a diagnostic of the message; * stands for any text</source>
        <translation>un diagnostic du message&#x202f;; * remplace n’importe quel texte</translation>
    </message>
    <message>
        <source>bytes, also 4k or 2MiB; &lt; &lt;= = &gt;= &gt;</source>
        <translation>octets, aussi 4k ou 2MiB&#x202f;; &lt; &lt;= = &gt;= &gt;</translation>
    </message>
    <message>
        <source>milliseconds that an answer took; &lt; &lt;= = &gt;= &gt;</source>
        <translation>millisecondes qu’une réponse a prises&#x202f;; &lt; &lt;= = &gt;= &gt;</translation>
    </message>
    <message>
        <source>the id of an action; * stands for any text</source>
        <translation>l’identifiant d’une action&#x202f;; * remplace n’importe quel texte</translation>
    </message>
    <message>
        <source>words in quotes</source>
        <translation>mots entre guillemets</translation>
    </message>
    <message>
        <source>a regular expression in the message: /…/</source>
        <translation>une expression régulière dans le message&#xa0;: /…/</translation>
    </message>
    <message>
        <source>Ways to go on with the filter</source>
        <translation>Suites possibles du filtre</translation>
    </message>
    <message>
        <source>%1   %2</source>
        <comment>a field of the filter, what it is about</comment>
        <translation>%1   %2</translation>
    </message>
    <message>
        <source>where it connected: backend for games, intermediary, hub, upstream</source>
        <translation>où elle s’est connectée&#xa0;: backend pour les jeux, intermediary, hub, upstream</translation>
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
        <source>Show or hide the column %1</source>
        <translation>Afficher ou masquer la colonne «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Keep the newest message in sight. Scrolling up stops it.</source>
        <translation>Garder le message le plus récent en vue. Faire défiler vers le haut l’arrête.</translation>
    </message>
    <message>
        <source>Looking for messages that pass the filter…</source>
        <translation>Recherche des messages qui passent le filtre…</translation>
    </message>
    <message>
        <source>There is no message here.</source>
        <translation>Il n’y a pas de message ici.</translation>
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
        <source>All games</source>
        <translation>Tous les jeux</translation>
    </message>
    <message>
        <source>Selected entry</source>
        <translation>Entrée sélectionnée</translation>
    </message>
    <message>
        <source>Copy the selected entries, or all when none is selected</source>
        <translation>Copier les entrées sélectionnées, ou toutes si aucune ne l’est</translation>
    </message>
    <message>
        <source>There is nothing that Neuro was told here.</source>
        <translation>Rien n’a été dit à Neuro ici.</translation>
    </message>
</context>
<context>
    <name>neuro::ui::UpstreamButton</name>
    <message>
        <source>Neuro: no connection: %1</source>
        <translation>Neuro&#xa0;: pas de connexion&#xa0;: %1</translation>
    </message>
    <message>
        <source>Neuro: away — next try in %1 s</source>
        <translation>Neuro&#xa0;: absente — nouvel essai dans %1 s</translation>
    </message>
    <message>
        <source>Neuro: away: %1 — next try in %2 s</source>
        <translation>Neuro&#xa0;: absente&#xa0;: %1 — nouvel essai dans %2 s</translation>
    </message>
    <message>
        <source>No upstream</source>
        <translation>Aucun amont</translation>
    </message>
    <message>
        <source>Neuro: disconnected</source>
        <translation>Neuro&#xa0;: déconnectée</translation>
    </message>
    <message>
        <source>Neuro: connecting…</source>
        <translation>Neuro&#xa0;: connexion…</translation>
    </message>
    <message>
        <source>Neuro: connected, NOT VERIFIED</source>
        <translation>Neuro&#xa0;: connectée, NON VÉRIFIÉE</translation>
    </message>
    <message>
        <source>Neuro: connected as %1</source>
        <translation>Neuro&#xa0;: connectée, %1</translation>
    </message>
    <message>
        <source>Neuro</source>
        <translation>Neuro</translation>
    </message>
    <message>
        <source>Neuro: disconnecting…</source>
        <translation>Neuro&#xa0;: déconnexion…</translation>
    </message>
    <message>
        <source>Forces are decided here. To pass everything on to the real Neuro, name her server in the configuration (nakurity-client) or with --upstream.</source>
        <translation>Les actions forcées sont décidées ici. Pour tout transmettre à la vraie Neuro, indiquez son serveur dans la configuration (nakurity-client) ou avec --upstream.</translation>
    </message>
    <message>
        <source>Neuro&apos;s server: %1</source>
        <translation>Serveur de Neuro&#xa0;: %1</translation>
    </message>
    <message>
        <source>Character: %1</source>
        <translation>Personnage&#xa0;: %1</translation>
    </message>
    <message>
        <source>The connection is encrypted, but nobody has checked who is at the other end: anybody in between could read and answer everything. Switch the check on again in the configuration.</source>
        <translation>La connexion est chiffrée, mais personne n’a vérifié qui est à l’autre bout&#xa0;: un intermédiaire pourrait tout lire et répondre à tout. Réactivez la vérification dans la configuration.</translation>
    </message>
    <message>
        <source>Last problem: %1</source>
        <translation>Dernier problème&#xa0;: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln attempts failed in a row.</source>
        <translation>
            <numerusform>%Ln essai a échoué.</numerusform>
            <numerusform>%Ln essais de suite ont échoué.</numerusform>
        </translation>
    </message>
    <message>
        <source>Neuro: no connection: %1 — next try in %2 s</source>
        <translation>Neuro&#xa0;: pas de connexion&#xa0;: %1 — prochain essai dans %2 s</translation>
    </message>
    <message>
        <source>Neuro: away</source>
        <translation>Neuro&#xa0;: absente</translation>
    </message>
    <message>
        <source>1 message (%1) waits in memory to go up.</source>
        <translation>1 message (%1) attend en mémoire d’être transmis.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages (%1) wait in memory to go up.</source>
        <translation>
            <numerusform>%Ln message (%1) attend en mémoire d’être transmis.</numerusform>
            <numerusform>%Ln messages (%1) attendent en mémoire d’être transmis.</numerusform>
        </translation>
    </message>
    <message>
        <source>Neuro: %1 reads slowly — %2 waiting</source>
        <comment>name, messages</comment>
        <translation>Neuro&#xa0;: %1 lit lentement — %2 en attente</translation>
    </message>
    <message>
        <source>Neuro: %1 reads slowly</source>
        <comment>name</comment>
        <translation>Neuro&#xa0;: %1 lit lentement</translation>
    </message>
    <message>
        <source>Neuro: connected as %1 — %2 waiting</source>
        <comment>name, messages</comment>
        <translation>Neuro&#xa0;: connectée en tant que %1 — %2 en attente</translation>
    </message>
    <message>
        <source>She reads more slowly than she is told: nothing goes up until she has caught up.</source>
        <translation>Elle lit plus lentement qu’on ne lui parle&#xa0;: rien n’est transmis avant qu’elle ait rattrapé son retard.</translation>
    </message>
</context>
<context>
    <name>neuro::ui::UpstreamNotices</name>
    <message>
        <source>The relay cannot connect to Neuro, and trying again will not help: %1</source>
        <translation>Le relais ne peut pas se connecter à Neuro, et réessayer n’y changera rien&#xa0;: %1</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Reconnecter</translation>
    </message>
    <message>
        <source>Stop trying</source>
        <translation>Ne plus essayer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Nobody has checked that this is Neuro&apos;s server: the connection is encrypted, but its certificate is not verified, as the configuration says.</source>
        <translation>Personne n’a vérifié que c’est bien le serveur de Neuro&#xa0;: la connexion est chiffrée, mais son certificat n’est pas vérifié, comme le veut la configuration.</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Déconnecter</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>What is kept for Neuro does not survive a crash: %1</source>
        <translation>Ce qui est gardé pour Neuro ne survivrait pas à un plantage&#xa0;: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages of an earlier run wait to be delivered.</source>
        <translation>
            <numerusform>%Ln message d’une session précédente attend d’être remis.</numerusform>
            <numerusform>%Ln messages d’une session précédente attendent d’être remis.</numerusform>
        </translation>
    </message>
    <message>
        <source>It goes in %1 s.</source>
        <translation>Il part dans %1 s.</translation>
    </message>
    <message>
        <source>They go in %1 s.</source>
        <translation>Ils partent dans %1 s.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>how many wait, when they go</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Envoyer maintenant</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>1 message for Neuro was dropped: %1</source>
        <translation>1 message pour Neuro a été abandonné&#xa0;: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages for Neuro were dropped: %1</source>
        <translation>
            <numerusform>%Ln message pour Neuro a été abandonné&#xa0;: %1</numerusform>
            <numerusform>%Ln messages pour Neuro ont été abandonnés&#xa0;: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Export them…</source>
        <translation>Les exporter…</translation>
    </message>
    <message>
        <source>Drop the message that waits for Neuro? She will never read it.</source>
        <translation>Abandonner le message qui attend Neuro&#x202f;? Elle ne le lira jamais.</translation>
    </message>
    <message numerus="yes">
        <source>Drop %Ln messages that wait for Neuro? She will never read them.</source>
        <translation>
            <numerusform>Abandonner %Ln message qui attend Neuro&#x202f;? Elle ne le lira jamais.</numerusform>
            <numerusform>Abandonner %Ln messages qui attendent Neuro&#x202f;? Elle ne les lira jamais.</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>%1 — next try in %2 s</source>
        <comment>problem, time</comment>
        <translation>%1 — prochain essai dans %2 s</translation>
    </message>
    <message>
        <source>%1 — trying again now</source>
        <comment>problem</comment>
        <translation>%1 — nouvel essai en cours</translation>
    </message>
    <message>
        <source>1 message for %1 was dropped: %2</source>
        <translation>1 message pour %1 a été abandonné&#xa0;: %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages for %1 were dropped: %2</source>
        <translation>
            <numerusform>%Ln message pour %1 a été abandonné&#xa0;: %2</numerusform>
            <numerusform>%Ln messages pour %1 ont été abandonnés&#xa0;: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop the message that waits for %1? It will never arrive there.</source>
        <translation>Abandonner le message qui attend %1&#x202f;? Il n’arrivera jamais à destination.</translation>
    </message>
    <message numerus="yes">
        <source>Drop %Ln messages that wait for %1? They will never arrive there.</source>
        <translation>
            <numerusform>Abandonner %Ln message qui attend %1&#x202f;? Il n’arrivera jamais à destination.</numerusform>
            <numerusform>Abandonner %Ln messages qui attendent %1&#x202f;? Ils n’arriveront jamais à destination.</numerusform>
        </translation>
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
