// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/recording.h"
#include "widgets/mainactions.h"

#include <QMainWindow>
#include <QPointer>

namespace neuro::ui {

class DiagnosticsPanel;
class ExportDialog;
class FlatTabWidget;
class ForceDesk;
class Inspector;
class NoticeBar;
class OutboxPanel;
class Panel;
class PanelLayout;
class RecordedForcesView;
class RecordedGames;
class RecordingBanner;
class TrafficView;
class TranscriptView;

/// A recorded session in a window of its own: the same views as of a running one, only to be looked
/// at. Nothing in it reaches a game or the relay.
class RecordingWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// Begins to read the session log at `path` at once. `limits`: of the parts that are shown.
    explicit RecordingWindow(const QString &path, const storage::SessionIndex::Limits &limits = {},
                             QWidget *parent = nullptr);
    ~RecordingWindow() override;

    models::Recording *recording() { return &m_recording; }
    NoticeBar *notices() const { return m_notices; }
    TrafficView *traffic() const { return m_traffic; }
    /// Whether it exports, which would be lost if it were closed; then the dialog says so.
    bool mustWait();
    /// Closes, whatever it does.
    void closeNow();

    /// The key of the notice that it cannot be read, …
    static const QString problemKey;
    /// … and that there is no message of a force.
    static const QString forceKey;

Q_SIGNALS:
    /// Another recording is to be chosen.
    void openWanted();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildViews();
    void buildPanels();
    void buildMenus();
    void connectTraffic();
    void connectViews();
    void showStatus();
    void showDiagnosticsTitle();
    QString gamesTitle() const;
    void showGamesTitle();
    void showProblem(const protocol::Phrase &error);
    void showFrame(int row);
    void goToFrame(quint64 seq);
    bool goToForce(relay::ForceId force);
    void showKnown();
    void focusPanel(const Panel *panel);
    void openExport();

    models::Recording m_recording;
    MainActions m_actions{};
    QAction *m_export = nullptr;
    NoticeBar *m_notices = nullptr;
    RecordingBanner *m_banner = nullptr;
    RecordedGames *m_games = nullptr;
    Panel *m_gamesPanel = nullptr;
    Panel *m_trafficPanel = nullptr;
    Panel *m_inspectorPanel = nullptr;
    Panel *m_bottomPanel = nullptr;
    TrafficView *m_traffic = nullptr;
    Inspector *m_inspector = nullptr;
    TranscriptView *m_transcript = nullptr;
    OutboxPanel *m_outbox = nullptr;
    DiagnosticsPanel *m_diagnostics = nullptr;
    ForceDesk *m_desk = nullptr;
    RecordedForcesView *m_forces = nullptr;
    FlatTabWidget *m_bottomTabs = nullptr;
    PanelLayout *m_layout = nullptr;
    QPointer<ExportDialog> m_exportDialog;
};

} // namespace neuro::ui
