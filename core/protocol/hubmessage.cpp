// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/hubmessage.h"

#include "protocol/codec.h"
#include "protocol/json.h"
#include "protocol/jsonnumber.h"
#include "protocol/jsonrewriter.h"
#include "protocol/jsonwriter.h"
#include "protocol/objectreader.h"

#include <QByteArrayView>
#include <QStringList>

#include <algorithm>
#include <span>

namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The first of `names` that is `name`, as its index; the number of names when there is none.
template <std::size_t size>
std::size_t indexOf(const std::array<const char *, size> &names, QStringView name)
{
    const auto found = std::find_if(names.begin(), names.end(), [name](const char *one) {
        return name == QLatin1StringView(one);
    });
    return static_cast<std::size_t>(found - names.begin());
}

template <std::size_t size>
QString listed(const std::array<const char *, size> &names)
{
    QStringList list;
    for (const char *name : names)
        list.append(QString::fromLatin1(name));
    return list.join(u", "_s);
}

enum class FieldKind { Text, TextOrNull, WholeNumber, Objects };

/// A field beside the envelope.
struct Field
{
    QByteArrayView key;
    FieldKind kind;
    /// As JSON: what an absent one counts as, and what is filled in for it. Empty: it is required.
    QByteArrayView fallback = {};
};

/// Of the envelope, what is passed on as the client wrote it.
constexpr std::array<QByteArrayView, 4> envelopeKeys = {
    "message_type",
    "data",
    "target_type",
    "target_client",
};

constexpr std::array<Field, 4> agentMessageFields = {{
    {"agent_id", FieldKind::Text},
    {"agent_name", FieldKind::Text},
    {"message_text", FieldKind::Text},
    {"phase", FieldKind::Text, R"("discussion")"},
}};
constexpr std::array<Field, 5> gameStateFields = {{
    {"phase", FieldKind::Text},
    {"players", FieldKind::Objects},
    {"current_turn", FieldKind::WholeNumber, "0"},
    {"alive_count", FieldKind::WholeNumber, "0"},
    {"dead_count", FieldKind::WholeNumber, "0"},
}};
constexpr std::array<Field, 4> playerActionFields = {{
    {"action_type", FieldKind::Text},
    {"player_id", FieldKind::Text},
    {"target_id", FieldKind::TextOrNull, "null"},
    {"target_name", FieldKind::TextOrNull, "null"},
}};
constexpr std::array<Field, 3> phaseUpdateFields = {{
    {"old_phase", FieldKind::Text},
    {"new_phase", FieldKind::Text},
    {"description", FieldKind::Text, R"("")"},
}};

/// What one type of message consists of.
struct Form
{
    std::span<const Field> fields = {};
    bool needsData = false;
    bool isForObservers = false; ///< Observers may send it too.
};

/// In the order of HubMessageType.
constexpr std::array<Form, hubMessageTypeNames.size()> forms = {{
    {{}, false, true},
    {{}, false, true},
    {agentMessageFields, false, false},
    {gameStateFields, false, false},
    {playerActionFields, false, false},
    {phaseUpdateFields, false, false},
    {{}, true, false},
    {{}, true, false},
    {{}, true, false},
    {{}, true, false},
    {{}, true, false},
}};

/// Reads one parsed message. Lives for one call of decodeHubMessage().
class HubMessageReader
{
public:
    HubMessageReader(const JsonDocument &document, const HubSender &sender)
        : m_document(document)
        , m_sender(sender)
        , m_root(document.root())
        , m_fields(m_root, {})
        , m_rewriter(document)
    {
    }

    Result<HubMessage, HubFault> read(qint64 wall);

private:
    const Form *readType();
    void readEnvelope(const Form &form);
    void readSender();
    void readTarget();
    void readData(const Form &form);
    void readField(const Field &field);
    void readWholeNumber(const Field &field);
    void readObjects(const Field &field);
    void stamp(qint64 wall);
    void settle(QByteArrayView key);
    void settleRepeated(const Form &form);
    bool isAbsent(QByteArrayView key) const;
    HubFault fault(HubErrorCode code, const Refusal &refusal) const;

    const JsonDocument &m_document;
    const HubSender &m_sender;
    JsonValue m_root;
    ObjectReader m_fields;
    JsonRewriter m_rewriter;
    QList<QByteArrayView> m_rewritten; ///< Keys that have their final value.
    HubMessage m_message;
    QString m_typeWord;
    HubErrorCode m_code = HubErrorCode::InvalidMessage;
};

Result<HubMessage, HubFault> HubMessageReader::read(qint64 wall)
{
    if (!m_root.isObject()) {
        return fault(HubErrorCode::InvalidMessage,
                     {Reason::WrongType, QString(),
                      phrase(QT_TRANSLATE_NOOP("core", "a message must be a JSON object, not %1"),
                             describeType(m_root))});
    }
    const Form *form = readType();
    if (form) {
        readEnvelope(*form);
        for (const Field &field : form->fields)
            readField(field);
    }
    if (m_fields.refusal())
        return fault(m_code, *m_fields.refusal());
    if (const QString repeated = m_document.firstDuplicateKey(); !repeated.isEmpty()) {
        m_message.warnings.append({DiagnosticKey::MessageDuplicateKey, verbatim(repeated)});
        settleRepeated(*form);
    }
    if (m_message.type != HubMessageType::Ping && m_message.type != HubMessageType::Pong) {
        stamp(wall);
        m_message.passedOn = m_rewriter.text();
    }
    return std::move(m_message);
}

const Form *HubMessageReader::readType()
{
    const JsonValue word = m_fields.required("message_type", JsonValue::Type::String);
    if (word.isAbsent())
        return nullptr;
    m_typeWord = word.toString();
    const std::size_t type = indexOf(hubMessageTypeNames, m_typeWord);
    if (type == hubMessageTypeNames.size()) {
        m_code = HubErrorCode::UnknownType;
        m_fields.refuse(
            Reason::UnknownCommand, u"message_type"_s,
            phrase(QT_TRANSLATE_NOOP("core", "\"%1\" is no message_type; hub clients send %2"),
                   quoteForMessage(m_typeWord), listed(hubMessageTypeNames)));
        return nullptr;
    }
    if (m_sender.type == HubClientType::Observer && !forms[type].isForObservers) {
        m_code = HubErrorCode::Forbidden;
        m_fields.refuse(
            Reason::Forbidden, u"message_type"_s,
            phrase(QT_TRANSLATE_NOOP("core", "an observer only reads; to send %1, connect as a "
                                             "client of the type ui or agent"),
                   m_typeWord));
        return nullptr;
    }
    m_message.type = static_cast<HubMessageType>(type);
    return &forms[type];
}

void HubMessageReader::readEnvelope(const Form &form)
{
    readSender();
    // Whatever it says, it is replaced; but one that is no number comes from a misunderstanding.
    if (!isAbsent("timestamp"))
        m_fields.required("timestamp", JsonValue::Type::Number);
    readTarget();
    readData(form);
}

void HubMessageReader::readSender()
{
    if (isAbsent("client_id"))
        return;
    const JsonValue id = m_fields.required("client_id", JsonValue::Type::String);
    if (id.isAbsent() || id.toString() == m_sender.id)
        return;
    m_fields.refuse(
        Reason::Forbidden, u"client_id"_s,
        phrase(QT_TRANSLATE_NOOP(
                   "core", "\"client_id\" must be \"%1\", as in the address that was connected to"),
               quoteForMessage(m_sender.id)));
}

void HubMessageReader::readTarget()
{
    m_message.targetClient = m_fields.optionalString("target_client");
    const std::optional<QString> type = m_fields.optionalString("target_type");
    if (!type)
        return;
    m_message.targetType = hubClientType(*type);
    if (!m_message.targetType) {
        m_fields.refuse(
            Reason::WrongType, u"target_type"_s,
            phrase(QT_TRANSLATE_NOOP("core", "\"%1\" is no target_type; it must be one of %2"),
                   quoteForMessage(*type), listed(hubClientTypeNames)));
    }
}

void HubMessageReader::readData(const Form &form)
{
    const JsonValue data = form.needsData ? m_fields.required("data", JsonValue::Type::Object)
                                          : m_fields.optionalObject("data");
    if (m_message.type != HubMessageType::Ping || data.isAbsent())
        return;
    ObjectReader reader(data, {"data"});
    reader.optionalString("check");
    if (const auto &refusal = reader.refusal())
        m_fields.refuse(refusal->reason, refusal->path, refusal->detail);
    m_message.pingData = data.text().toByteArray();
}

void HubMessageReader::readField(const Field &field)
{
    if (!field.fallback.isEmpty() && isAbsent(field.key)) {
        m_rewriter.set(m_root, field.key, field.fallback.toByteArray());
        m_rewritten.append(field.key);
        return;
    }
    switch (field.kind) {
    case FieldKind::Text:
    case FieldKind::TextOrNull:
        m_fields.required(field.key, JsonValue::Type::String);
        break;
    case FieldKind::WholeNumber:
        readWholeNumber(field);
        break;
    case FieldKind::Objects:
        readObjects(field);
        break;
    }
}

void HubMessageReader::readWholeNumber(const Field &field)
{
    const JsonValue value = m_fields.required(field.key, JsonValue::Type::Number);
    qint64 number = 0;
    if (value.isAbsent() || JsonNumber::fromText(value.text()).toInt64(&number))
        return;
    const QString path = m_fields.place().member(field.key);
    m_fields.refuse(Reason::WrongType, path,
                    phrase(QT_TRANSLATE_NOOP(
                               "core", "\"%1\" must be a whole number of at most 64 bits, not %2"),
                           path, quoteForMessage(QString::fromLatin1(value.text()))));
}

void HubMessageReader::readObjects(const Field &field)
{
    const JsonValue array = m_fields.requiredArray(field.key);
    qsizetype index = 0;
    for (JsonValue element = array.first(); !element.isAbsent(); element = element.next()) {
        if (!element.isObject()) {
            const QString path =
                m_fields.place().member(field.key) + u'[' + QString::number(index) + u']';
            m_fields.refuse(Reason::WrongType, path,
                            phrase(QT_TRANSLATE_NOOP("core", "\"%1\" must be an object, not %2"),
                                   path, describeType(element)));
            return;
        }
        ++index;
    }
}

void HubMessageReader::stamp(qint64 wall)
{
    QByteArray time;
    JsonWriter(time).seconds(wall);
    m_rewriter.set(m_root, "client_id", jsonQuoted(m_sender.id));
    m_rewriter.set(m_root, "timestamp", time);
}

void HubMessageReader::settle(QByteArrayView key)
{
    // The others may read the first one: a field that was not checked must not reach them.
    if (!m_rewritten.contains(key))
        m_rewriter.replace(m_root, key, m_root.member(key).text().toByteArray());
}

void HubMessageReader::settleRepeated(const Form &form)
{
    for (const QByteArrayView key : envelopeKeys)
        settle(key);
    for (const Field &field : form.fields)
        settle(field.key);
}

bool HubMessageReader::isAbsent(QByteArrayView key) const
{
    const JsonValue value = m_root.member(key);
    return value.isAbsent() || value.isNull();
}

HubFault HubMessageReader::fault(HubErrorCode code, const Refusal &refusal) const
{
    return {code, refusal, quoteForMessage(m_typeWord)};
}

} // namespace

std::optional<HubClientType> hubClientType(QStringView name)
{
    const std::size_t type = indexOf(hubClientTypeNames, name);
    if (type == hubClientTypeNames.size())
        return std::nullopt;
    return static_cast<HubClientType>(type);
}

Result<HubMessage, HubFault> decodeHubMessage(const QByteArray &utf8, const HubSender &sender,
                                              qint64 wall, int maxNesting)
{
    const auto document = JsonDocument::parse(utf8, maxNesting);
    if (!document)
        return HubFault{HubErrorCode::InvalidJson, invalidJson(document.error()), QString()};
    return HubMessageReader(*document, sender).read(wall);
}

HubFault hubBinaryFault(qsizetype size)
{
    return {HubErrorCode::InvalidJson,
            {Reason::BinaryFrame, QString(),
             pluralPhrase(
                 QT_TRANSLATE_N_NOOP("core", "binary message of %1 bytes: the hub takes text only"),
                 size)},
            QString()};
}

} // namespace neuro::protocol
