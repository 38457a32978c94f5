// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/yamledit.h"
#include "protocol/splitmix64.h"

#include <QMap>
#include <QTest>

#include <optional>
#include <yaml-cpp/yaml.h>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using config::YamlEditor;
using config::YamlText;

namespace {

constexpr int texts = 3000;
constexpr int sectionsOfAText = 4;
constexpr int keysOfASection = 5;
constexpr int editsInARow = 25;

using Values = QMap<QString, QString>;

/// Every value of the text by its path, as yaml-cpp's own tree has it.
void flatten(const YAML::Node &node, const QString &path, Values &values)
{
    switch (node.Type()) {
    case YAML::NodeType::Undefined:
    case YAML::NodeType::Null:
        return; // Nothing, or an empty section: the same to whoever reads it.
    case YAML::NodeType::Scalar:
        values.insert(path, QString::fromStdString(node.Scalar()));
        return;
    case YAML::NodeType::Sequence:
        values.insert(path, u"list of %1"_s.arg(node.size()));
        for (std::size_t i = 0; i < node.size(); ++i)
            flatten(node[i], u"%1[%2]"_s.arg(path).arg(i), values);
        return;
    case YAML::NodeType::Map:
        for (const auto &pair : node)
            flatten(pair.second, path + u'.' + QString::fromStdString(pair.first.Scalar()), values);
        return;
    }
}

Values valuesOf(const QByteArray &yaml)
{
    Values values;
    flatten(YAML::Load(yaml.toStdString()), {}, values);
    return values;
}

/// A line of a random text, and the key or section that it belongs to.
struct Line
{
    QByteArray text;
    QString owner;
};

/// Texts as people write them, from a seed.
class RandomText
{
public:
    explicit RandomText(quint64 seed)
        : m_random(seed)
        , m_lineBreak(oneIn(4) ? "\r\n" : "\n")
    {
        comments({}, 0);
        for (int i = 0; i < sectionsOfAText; ++i)
            addSection(u"s%1"_s.arg(i));
        comments({}, 0);
    }

    QByteArray yaml()
    {
        QByteArray out = oneIn(8) ? "\xef\xbb\xbf" : "";
        for (const Line &line : lines)
            out += line.text + m_lineBreak;
        if (oneIn(4))
            out.chop(m_lineBreak.size());
        return out;
    }

    int below(int limit) { return static_cast<int>(m_random.next() % static_cast<quint64>(limit)); }
    bool oneIn(int count) { return below(count) == 0; }
    template <typename T>
    T oneOf(std::initializer_list<T> choices)
    {
        return *(choices.begin() + below(static_cast<int>(choices.size())));
    }
    QString path() { return u"s%1.k%2"_s.arg(below(sectionsOfAText)).arg(below(keysOfASection)); }
    QString value()
    {
        return oneOf<QString>(
                   {u"plain"_s,    u"two words"_s,         u"8 MiB"_s,    u"true"_s, u"007"_s,
                    u""_s,         u"it's \"x\""_s,        u"a: b # c"_s, u"[x]"_s,  u"ends:"_s,
                    u" padded "_s, u"tab\tand\nline"_s,    u"りんご"_s,   u"-"_s,    u"#"_s,
                    u"C:\\new"_s,  u"upstream:60,first"_s, u"::1"_s,      u"*"_s,    u"null"_s,
                    u"~"_s}) +
               (oneIn(2) ? QString::number(below(100)) : QString());
    }

    QList<Line> lines;

private:
    void add(const QByteArray &text, const QString &owner) { lines.append({text, owner}); }
    QByteArray unique() { return QByteArray::number(++m_count); }
    QByteArray trailing() { return oneIn(2) ? "  # c" + unique() : QByteArray(); }

    void comments(const QString &owner, int column)
    {
        while (oneIn(3)) {
            if (oneIn(3))
                add(oneIn(2) ? "" : "  ", owner);
            else
                add(QByteArray(oneIn(3) ? 0 : column, ' ') +
                        oneOf<QByteArray>({"# prose ", "#", "# like: this ", "#   odd: "}) +
                        unique(),
                    owner);
        }
    }

    void addSection(const QString &section)
    {
        const QByteArray name = section.toUtf8();
        const int indent = oneOf({2, 2, 4});
        switch (below(6)) {
        case 0: // Missing.
            break;
        case 1: // Commented out, with keys.
            add("#" + name + ":", section);
            for (int i = 0; i < keysOfASection; ++i) {
                if (oneIn(2))
                    add("#  k" + QByteArray::number(i) + ": v" + unique() + trailing(),
                        section + u".k%1"_s.arg(i));
            }
            break;
        case 2:
            add(name + ": {" + flowKeys() + "}" + trailing(), section);
            break;
        case 3:
            add(name + ":" + (oneIn(3) ? " {}" : "") + trailing(), section);
            break;
        default:
            add((oneIn(4) ? '"' + name + '"' : name) + ":" + trailing(), section);
            for (int i = 0; i < keysOfASection; ++i) {
                comments({}, indent);
                addKey(section + u".k%1"_s.arg(i), "k" + QByteArray::number(i), indent);
            }
            if (oneIn(3))
                add(QByteArray(indent, ' ') + "unknown: [1,  2]" + trailing(), {});
            break;
        }
        comments({}, 0);
    }

    QByteArray flowKeys()
    {
        QByteArrayList parts;
        for (int i = 0; i < keysOfASection; ++i) {
            if (oneIn(2))
                parts.append("k" + QByteArray::number(i) +
                             oneOf<QByteArray>({": v" + unique(), ": 'v'", ":", ": [a,  b]",
                                                ": {x: y}", ": \"v, w\""}));
        }
        return parts.join(oneOf<QByteArray>({", ", " , ", ",  "}));
    }

    void addKey(const QString &path, const QByteArray &key, int indent)
    {
        const QByteArray margin(indent, ' ');
        const QByteArray deeper(2 * indent, ' ');
        const QByteArray head = margin + key + ":";
        const QByteArray value = "v" + unique();
        switch (below(14)) {
        case 0:
            break;
        case 1:
            add("#" + margin + key + ": " + value + trailing(), path);
            break;
        case 2:
            add(margin + oneOf<QByteArray>({"#", "# "}) + key + ": " + value + trailing(), path);
            break;
        case 3:
            add(head + oneOf<QByteArray>({"", " ", " ~", " null"}) + trailing(), path);
            break;
        case 4:
            add(head + " '" + value + " it''s'" + trailing(), path);
            break;
        case 5:
            add(head + "   \"" + value + " \\\"x\\\" # y\"" + trailing(), path);
            break;
        case 6:
            add(head + " |" + trailing(), path);
            add(deeper + value, path);
            add("", path);
            add(deeper + "# no comment", path);
            break;
        case 7:
            add(head, path);
            add(deeper + value + trailing(), path);
            break;
        case 8:
            add(head + " " + value, path);
            add(deeper + "goes on" + trailing(), path);
            break;
        case 9:
            add(head + " [a, 'b',  " + value + " ]" + trailing(), path);
            break;
        case 10:
            add(head + trailing(), path);
            for (int i = below(3); i >= 0; --i) {
                add((oneIn(2) ? margin : deeper) + "# about " + unique(), path);
                add(deeper + "-  " + oneOf<QByteArray>({"v", "'v'", "op: 3", ""}) + trailing(),
                    path);
            }
            break;
        case 11:
            add(head, path);
            add(deeper + "inner: " + value + trailing(), path);
            break;
        default:
            add(head + " " + value + trailing(), path);
            break;
        }
    }

    protocol::SplitMix64 m_random;
    QByteArray m_lineBreak;
    int m_count = 0;
};

/// One random change of one path, and what the values should be after it.
struct Edit
{
    QString path;
    protocol::Phrase why;
    Values expected;
    std::optional<QStringList> items; ///< What the path should hold, when it is a list.
};

/// The entries of a list, or what stands for one, as yaml-cpp has it; "name: value" pairs as
/// "name:value".
QStringList itemsOf(const QByteArray &yaml, const QString &path)
{
    const YAML::Node section =
        YAML::Load(yaml.toStdString())[path.section(u'.', 0, 0).toStdString()];
    const YAML::Node node = section[path.section(u'.', 1).toStdString()];
    if (node.IsScalar())
        return {QString::fromStdString(node.Scalar())};
    QStringList items;
    for (const YAML::Node &item : node) {
        if (item.IsMap()) {
            const auto pair = *item.begin();
            items.append(QString::fromStdString(pair.first.Scalar() + ':' + pair.second.Scalar()));
        } else {
            items.append(QString::fromStdString(item.Scalar()));
        }
    }
    return items;
}

Edit applyRandomEdit(YamlEditor &editor, RandomText &random)
{
    Edit edit{random.path(), {}, valuesOf(editor.text()), {}};
    const QString own = u'.' + edit.path;
    edit.expected.removeIf([&own](const auto &entry) {
        const QString &key = entry.key();
        return key.startsWith(own) &&
               (key.size() == own.size() || key[own.size()] == u'.' || key[own.size()] == u'[');
    });
    switch (random.below(4)) {
    case 0:
        edit.why = editor.remove(edit.path, random.oneIn(2) ? u"usual"_s : QString());
        break;
    case 1: {
        QList<YamlText> items;
        const QStringList before = editor.list(edit.path).value_or(QStringList());
        // Some of the old ones stay, some go, some are new.
        for (const QString &text : before) {
            if (random.oneIn(2))
                items.append({text});
        }
        for (int i = random.below(4); i > 0; --i)
            items.insert(random.below(static_cast<int>(items.size()) + 1), {random.value()});
        edit.why = editor.setList(edit.path, items);
        edit.items.emplace();
        for (const YamlText &item : std::as_const(items))
            edit.items->append(item.text);
        break;
    }
    default: {
        const auto kind = random.oneIn(2) ? YamlText::Kind::Text : YamlText::Kind::Word;
        const QString value = random.value();
        edit.why = editor.setValue(edit.path, {value, kind});
        edit.expected.insert(own, value);
        break;
    }
    }
    return edit;
}

/// The lines of `all` that do not belong to the key or its section.
QByteArrayList otherLines(const QList<Line> &all, const QString &path)
{
    QByteArrayList out;
    for (const Line &line : all) {
        if (line.owner != path && line.owner != path.section(u'.', 0, 0))
            out.append(line.text);
    }
    return out;
}

QByteArrayList linesOf(QByteArray yaml)
{
    if (yaml.startsWith("\xef\xbb\xbf"))
        yaml.remove(0, 3);
    QByteArrayList lines = yaml.split('\n');
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    return lines;
}

/// The first line of `wanted` that `lines` does not have in this order; nothing when all are there.
std::optional<QByteArray> missingLine(const QByteArrayList &wanted, const QByteArrayList &lines)
{
    qsizetype found = 0;
    for (const QByteArray &line : wanted) {
        while (found < lines.size() && lines[found] != line)
            ++found;
        if (found == lines.size())
            return line;
        ++found;
    }
    return std::nullopt;
}

QByteArray report(quint64 seed, const QString &path, const QByteArray &before,
                  const QByteArray &after)
{
    return "seed " + QByteArray::number(seed) + ", " + path.toUtf8() + "\n----\n" + before +
           "\n---- became\n" + after + "\n----";
}

} // namespace

/// Random texts and random changes: what was asked for is there, all else is as it was.
class TestYamlEditRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneChangeLeavesTheRest();
    void manyChangesInARow();
    void damagedTextsAreNoHarm();
};

void TestYamlEditRandom::oneChangeLeavesTheRest()
{
    int refused = 0;
    int changed = 0;
    for (quint64 seed = 1; seed <= texts; ++seed) {
        RandomText random(seed);
        const QByteArray before = random.yaml();
        YamlEditor editor(before);
        QVERIFY2(editor.problem().isEmpty(), report(seed, {}, before, {}).constData());
        const Edit edit = applyRandomEdit(editor, random);
        const QByteArray after = editor.text();
        const QByteArray told = report(seed, edit.path, before, after);
        if (!edit.why.isEmpty()) {
            ++refused;
            QVERIFY2(after == before, told.constData());
            continue;
        }
        changed += after != before ? 1 : 0;
        Values values = valuesOf(after);
        for (auto it = edit.expected.cbegin(); it != edit.expected.cend(); ++it)
            QVERIFY2(values.take(it.key()) == it.value(), told.constData());
        // What is left belongs to the path.
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            QVERIFY2(it.key().startsWith(u'.' + edit.path), told.constData());

        QVERIFY2(!edit.items || itemsOf(after, edit.path) == *edit.items, told.constData());

        const QByteArrayList others = otherLines(random.lines, edit.path);
        const auto missing = missingLine(others, linesOf(after));
        if (missing)
            QFAIL(QByteArray("missing: " + *missing + '\n' + told).constData());
        QCOMPARE(after.contains("\r\n"), before.contains("\r\n"));
        QCOMPARE(after.count('\r'), after.contains("\r\n") ? after.count('\n') : 0);
    }
    QVERIFY2(changed > texts / 2, qPrintable(QString::number(changed)));
    // Layouts that cannot be edited are rare in such texts.
    QVERIFY2(refused < texts / 100, qPrintable(QString::number(refused)));
}

void TestYamlEditRandom::manyChangesInARow()
{
    for (quint64 seed = 1; seed <= texts / editsInARow; ++seed) {
        RandomText random(seed);
        YamlEditor editor(random.yaml());
        for (int i = 0; i < editsInARow; ++i) {
            const QByteArray before = editor.text();
            const Edit edit = applyRandomEdit(editor, random);
            const QByteArray told = report(seed, edit.path, before, editor.text());
            if (!edit.why.isEmpty()) {
                QVERIFY2(editor.text() == before, told.constData());
                continue;
            }
            Values values = valuesOf(editor.text());
            for (auto it = edit.expected.cbegin(); it != edit.expected.cend(); ++it)
                QVERIFY2(values.take(it.key()) == it.value(), told.constData());
            for (auto it = values.cbegin(); it != values.cend(); ++it)
                QVERIFY2(it.key().startsWith(u'.' + edit.path), told.constData());
        }
        // What the editor believes is what the text says.
        const YamlEditor again(editor.text());
        for (int s = 0; s < sectionsOfAText; ++s) {
            for (int k = 0; k < keysOfASection; ++k) {
                const QString path = u"s%1.k%2"_s.arg(s).arg(k);
                QCOMPARE(editor.value(path), again.value(path));
                QCOMPARE(editor.list(path), again.list(path));
            }
        }
    }
}

/// Bytes that go, come or change: the outcome is right or refused, and never a crash.
void TestYamlEditRandom::damagedTextsAreNoHarm()
{
    for (quint64 seed = 1; seed <= texts; ++seed) {
        RandomText random(seed);
        QByteArray yaml = random.yaml();
        for (int i = 0; i <= random.below(4); ++i) {
            const int at = random.below(static_cast<int>(yaml.size()) + 1);
            switch (random.below(3)) {
            case 0:
                yaml.remove(at, random.below(5));
                break;
            case 1:
                yaml.insert(at, random.oneOf<QByteArray>({":", "#", "- ", "\n", "\"", "'", "{", "]",
                                                          ",", "&a ", "*a", "!t ", "? ", "|", "\t",
                                                          "<<: ", "---\n", "...\n", "  "}));
                break;
            default:
                yaml.truncate(at);
                break;
            }
        }
        YamlEditor editor(yaml);
        if (!editor.problem().isEmpty())
            continue;
        // Documents with anchors and the like are compared by what yaml-cpp makes of them.
        const Edit edit = applyRandomEdit(editor, random);
        const QByteArray told = report(seed, edit.path, yaml, editor.text());
        if (!edit.why.isEmpty()) {
            QVERIFY2(editor.text() == yaml, told.constData());
            continue;
        }
        Values values = valuesOf(editor.text());
        for (auto it = edit.expected.cbegin(); it != edit.expected.cend(); ++it)
            QVERIFY2(values.take(it.key()) == it.value(), told.constData());
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            QVERIFY2(it.key().startsWith(u'.' + edit.path), told.constData());
    }
}

QTEST_GUILESS_MAIN(TestYamlEditRandom)
#include "tst_yamledit_random.moc"
