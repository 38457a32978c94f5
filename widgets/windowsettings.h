// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/diagnosticmutes.h"
#include "net/admission.h"
#include "relay/types.h"
#include "widgets/theme.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QSettings>
#include <QString>
#include <QStringList>

namespace neuro::ui {

/// A standing answer to somebody who was turned away; exactly one of the first two is not empty.
struct StoredAdmission
{
    QString origin;
    QString address;
    net::Admission admission = net::Admission::Always;
    relay::Door door = relay::Door::Backend; ///< Or the intermediary.

    bool operator==(const StoredAdmission &) const = default;
};

/// What the window remembers between runs: looks, layout, and standing answers. One INI file.
/// Lives in the window's thread. Values of a layout that an incompatible version wrote are ignored.
class WindowSettings : public QObject
{
    Q_OBJECT

public:
    /// The file is made with the first change; its folder must exist by then.
    explicit WindowSettings(const QString &iniFile, QObject *parent = nullptr);

    ThemeMode theme() const;
    void setTheme(ThemeMode mode);

    /// The state of one part of the layout ("geometry", "columns", …); empty when there is none.
    QByteArray layout(const QString &part) const;
    void setLayout(const QString &part, const QByteArray &state);
    /// Forgets all parts.
    void clearLayout();

    /// Oldest first; at most admissionsKept.
    QList<StoredAdmission> admissions() const;
    /// Replaces an earlier answer to the same one. Admission::Once and Later are not
    /// stored.
    void addAdmission(const StoredAdmission &admission);
    void clearAdmissions();

    /// What the operator does not want to be told of which game; oldest first, at most
    /// models::DiagnosticMutes::kept. Keys that this version does not know are left out.
    QList<models::DiagnosticMute> diagnosticMutes() const;
    void setDiagnosticMutes(const QList<models::DiagnosticMute> &mutes);

    /// Filters of the traffic that were used, the newest first, at most filtersKept.
    QStringList filters() const;
    void setFilters(const QStringList &filters);

    /// Why settings cannot be kept, for a person; empty while they can.
    QString errorText() const;

    static constexpr int admissionsKept = 200;
    static constexpr qsizetype filtersKept = 20;
    /// Goes up when the parts of the layout change their meaning.
    static constexpr int layoutVersion = 1;

Q_SIGNALS:
    void themeChanged(neuro::ui::ThemeMode mode);

private:
    void write(const QList<StoredAdmission> &admissions);

    /// Reading entries and groups changes its state only.
    mutable QSettings m_file;
};

} // namespace neuro::ui
