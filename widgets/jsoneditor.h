// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>
#include <QWidget>

class QLabel;

namespace neuro::ui {

/// Where a byte offset stands in a text, both from 1. Columns count characters (UTF-16 units).
struct TextPlace
{
    int line = 1;
    int column = 1;

    bool operator==(const TextPlace &) const = default;
};

/// `offset` in bytes, cut to the size of `utf8`.
TextPlace placeOf(const QByteArray &utf8, qsizetype offset);

/// Plain text that should be JSON: light highlighting, and the first error in words under it.
/// Lines of more than longestWrappedLine characters are not wrapped: that takes seconds.
class JsonEditor : public QWidget
{
    Q_OBJECT

public:
    explicit JsonEditor(QWidget *parent = nullptr);

    /// The text as UTF-8, as it stands.
    QByteArray text() const;
    /// Begins anew: nothing can be undone afterwards.
    void setText(const QByteArray &text);
    /// As if somebody had typed it in the place of all that is there: Undo brings that back.
    void replaceText(const QByteArray &text);
    bool isJson() const { return m_error.isEmpty(); }
    /// Why it is not JSON, with line and column; empty when it is.
    QString error() const { return m_error; }
    /// For screen readers.
    void setTextName(const QString &name);
    /// How many lines the editor shows before it scrolls.
    void setVisibleLines(int lines);
    /// How many it shows at least; it takes more height where there is some.
    void setLeastLines(int lines);

    static constexpr qsizetype longestWrappedLine = 10'000;

Q_SIGNALS:
    void changed();

private:
    class Edit;

    void check();
    int heightOf(int lines) const;

    Edit *m_edit;
    QLabel *m_errorLabel;
    QString m_error;
};

} // namespace neuro::ui
