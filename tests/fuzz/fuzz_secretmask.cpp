// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// Any bytes as a text with secrets in it. What was masked must hold none any more, in no reading of
// it; what was JSON must be JSON still, and as long as a text has none it must come back as it is.

#include "storage/secretmask.h"
#include "storage/secretsearch.h"

#include <QJsonDocument>

#include <cstdint>
#include <cstdlib>

using namespace neuro::storage;
using namespace Qt::Literals::StringLiterals;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

const QStringList &secrets()
{
    // Short ones: they are found by chance.
    static const QStringList out{u"note"_s, u"q/8+"_s, u"\u00fc\u00fcab"_s, u"u00e9"_s};
    return out;
}

} // namespace

// The interface of libFuzzer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const SecretSearch search(secrets());
    static const SecretMask mask(secrets(), {});
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));

    const QList<ByteRange> found = search.find(text);
    require(search.isIn(text) == !found.isEmpty());
    qsizetype end = 0;
    for (const ByteRange range : found) {
        require(end <= range.begin && range.begin < range.end && range.end <= text.size());
        end = range.end;
    }
    const QByteArray masked = mask.maskedBinary(text);
    require(found.isEmpty() ? masked.isSharedWith(text) : masked != text);
    require(!search.isIn(masked));
    if (!QJsonDocument::fromJson(text).isNull())
        require(!QJsonDocument::fromJson(masked).isNull());

    if (mask.isClean(text))
        require(mask.masked(text).isSharedWith(text));
    require(!search.isIn(mask.masked(text)));
    return 0;
}
