// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/windowsettings.h"

#include <array>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array themeNames = {"system", "light", "dark", "high-contrast"};
static_assert(themeNames.size() == static_cast<std::size_t>(ThemeMode::HighContrast) + 1);

const QString themeKey = u"appearance/theme"_s;
const QString layoutGroup = u"layout"_s;
const QString layoutVersionKey = u"layout/version"_s;
const QString filtersKey = u"traffic/filters"_s;
const QString admissionsKey = u"admissions"_s;
const QString mutesKey = u"mutes"_s;
const QString everyKeyWord = u"*"_s;
const QString alwaysWord = u"always"_s;
const QString neverWord = u"never"_s;
const QString intermediaryWord = u"intermediary"_s;

QString partKey(const QString &part)
{
    return layoutGroup + u'/' + part;
}

std::optional<protocol::DiagnosticKey> diagnosticKeyOf(const QString &name)
{
    for (const protocol::DiagnosticInfo &info : protocol::diagnosticTable) {
        if (name == QLatin1StringView(info.name))
            return info.key;
    }
    return std::nullopt;
}

} // namespace

WindowSettings::WindowSettings(const QString &iniFile, QObject *parent)
    : QObject(parent)
    , m_file(iniFile, QSettings::IniFormat)
{
    m_file.setFallbacksEnabled(false);
}

ThemeMode WindowSettings::theme() const
{
    const QString word = m_file.value(themeKey).toString();
    for (std::size_t i = 0; i < themeNames.size(); ++i) {
        if (word == QLatin1StringView(themeNames[i]))
            return static_cast<ThemeMode>(i);
    }
    return ThemeMode::System;
}

void WindowSettings::setTheme(ThemeMode mode)
{
    if (mode == theme())
        return;
    m_file.setValue(themeKey, QString::fromLatin1(themeNames[static_cast<std::size_t>(mode)]));
    Q_EMIT themeChanged(mode);
}

QByteArray WindowSettings::layout(const QString &part) const
{
    if (m_file.value(layoutVersionKey).toInt() != layoutVersion)
        return {};
    return m_file.value(partKey(part)).toByteArray();
}

void WindowSettings::setLayout(const QString &part, const QByteArray &state)
{
    if (m_file.value(layoutVersionKey).toInt() != layoutVersion) {
        clearLayout();
        m_file.setValue(layoutVersionKey, layoutVersion);
    }
    m_file.setValue(partKey(part), state);
}

void WindowSettings::clearLayout()
{
    m_file.remove(layoutGroup);
}

QList<StoredAdmission> WindowSettings::admissions() const
{
    QList<StoredAdmission> list;
    const int stored = m_file.beginReadArray(admissionsKey);
    for (int i = 0; i < stored && list.size() < admissionsKept; ++i) {
        m_file.setArrayIndex(i);
        const QString answer = m_file.value(u"answer"_s).toString();
        StoredAdmission entry{
            m_file.value(u"origin"_s).toString(), m_file.value(u"address"_s).toString(),
            answer == alwaysWord ? net::Admission::Always : net::Admission::Never,
            m_file.value(u"door"_s).toString() == intermediaryWord ? relay::Door::Intermediary
                                                                   : relay::Door::Backend};
        // Whoever edited the file by hand gets no admission out of a slip.
        if ((answer == alwaysWord || answer == neverWord) &&
            entry.origin.isEmpty() != entry.address.isEmpty())
            list.append(entry);
    }
    m_file.endArray();
    return list;
}

void WindowSettings::addAdmission(const StoredAdmission &admission)
{
    if (admission.admission == net::Admission::Once || admission.admission == net::Admission::Later)
        return;
    QList<StoredAdmission> list = admissions();
    list.removeIf([&admission](const StoredAdmission &known) {
        return known.origin == admission.origin && known.address == admission.address &&
               known.door == admission.door;
    });
    list.append(admission);
    if (list.size() > admissionsKept)
        list.removeFirst();
    write(list);
}

void WindowSettings::clearAdmissions()
{
    m_file.remove(admissionsKey);
}

void WindowSettings::write(const QList<StoredAdmission> &admissions)
{
    m_file.remove(admissionsKey);
    m_file.beginWriteArray(admissionsKey, static_cast<int>(admissions.size()));
    for (int i = 0; i < admissions.size(); ++i) {
        const StoredAdmission &entry = admissions[i];
        const bool always = entry.admission == net::Admission::Always;
        m_file.setArrayIndex(i);
        m_file.setValue(u"origin"_s, entry.origin);
        m_file.setValue(u"address"_s, entry.address);
        m_file.setValue(u"answer"_s, always ? alwaysWord : neverWord);
        if (entry.door == relay::Door::Intermediary)
            m_file.setValue(u"door"_s, intermediaryWord);
    }
    m_file.endArray();
}

QList<models::DiagnosticMute> WindowSettings::diagnosticMutes() const
{
    QList<models::DiagnosticMute> list;
    const int stored = m_file.beginReadArray(mutesKey);
    for (int i = 0; i < stored && list.size() < models::DiagnosticMutes::kept; ++i) {
        m_file.setArrayIndex(i);
        const QString game = m_file.value(u"game"_s).toString();
        const QString word = m_file.value(u"key"_s).toString();
        if (word == everyKeyWord)
            list.append({game, std::nullopt});
        else if (const auto key = diagnosticKeyOf(word))
            list.append({game, key});
    }
    m_file.endArray();
    return list;
}

void WindowSettings::setDiagnosticMutes(const QList<models::DiagnosticMute> &mutes)
{
    m_file.remove(mutesKey);
    m_file.beginWriteArray(mutesKey, static_cast<int>(mutes.size()));
    for (int i = 0; i < mutes.size(); ++i) {
        m_file.setArrayIndex(i);
        m_file.setValue(u"game"_s, mutes[i].game);
        m_file.setValue(u"key"_s, mutes[i].key ? QString(protocol::diagnosticName(*mutes[i].key))
                                               : everyKeyWord);
    }
    m_file.endArray();
}

QStringList WindowSettings::filters() const
{
    return m_file.value(filtersKey).toStringList().mid(0, filtersKept);
}

void WindowSettings::setFilters(const QStringList &filters)
{
    m_file.setValue(filtersKey, filters.mid(0, filtersKept));
}

QString WindowSettings::errorText() const
{
    m_file.sync();
    switch (m_file.status()) {
    case QSettings::NoError:
        return {};
    case QSettings::AccessError:
        return tr("%1 cannot be written, so the window's layout and answers are not kept. Check "
                  "the "
                  "permissions of the file and its folder.")
            .arg(m_file.fileName());
    case QSettings::FormatError:
        return tr("%1 is damaged, so the window starts with its defaults. Remove the file if this "
                  "goes on.")
            .arg(m_file.fileName());
    }
    return {};
}

} // namespace neuro::ui
