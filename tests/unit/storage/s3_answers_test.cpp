#include "storage/s3_answers.hpp"

#include <doctest/doctest.h>

namespace docexport {
namespace {

const std::string list_head = "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";

TEST_CASE("a list is read with sizes, etags and times") {
  const auto answer =
      parse_list_answer(list_head +
                        "<IsTruncated>true</IsTruncated><NextContinuationToken>t+/=</NextContinuationToken>"
                        "<Contents><Key>a b+c%20</Key><LastModified>2024-01-15T10:30:00.250Z</LastModified>"
                        "<ETag>&quot;abc&quot;</ETag><Size>5368709120</Size></Contents></ListBucketResult>");
  REQUIRE(answer);
  CHECK(answer->is_truncated);
  CHECK(answer->next_token == "t+/=");
  REQUIRE(answer->objects.size() == 1);
  CHECK(answer->objects[0].key == "a b+c%20");
  CHECK(answer->objects[0].size == 5'368'709'120U);
  CHECK(answer->objects[0].etag == "\"abc\"");
  CHECK(answer->objects[0].modified_at == parse_rfc3339("2024-01-15T10:30:00.250Z"));
}

TEST_CASE("keys that a server encoded are decoded, as AWS does it and as Ceph does it") {
  for (const char* const key : {"a+b%2Bc/d%27%C3%A9", "a%20b%2Bc%2Fd&apos;%C3%A9"}) {
    const auto answer = parse_list_answer(
        list_head + "<IsTruncated>false</IsTruncated><EncodingType>url</EncodingType><Contents><Key>" + key +
        "</Key><Size>0</Size></Contents></ListBucketResult>");
    REQUIRE(answer);
    CHECK(answer->objects.at(0).key == "a b+c/d'\xc3\xa9");
  }
}

TEST_CASE("what is not a whole list is none") {
  const std::string start = list_head + "<IsTruncated>false</IsTruncated>";
  for (const std::string& body :
       {std::string(), std::string("<html/>"), start, list_head + "</ListBucketResult>",
        start + "<Contents><Key>a</Key></Contents></ListBucketResult>",
        start + "<Contents><Key>a</Key><Size>-1</Size></Contents></ListBucketResult>",
        start + "<Contents><Size>1</Size></Contents></ListBucketResult>",
        start +
            "<EncodingType>url</EncodingType><Contents><Key>%zz</Key><Size>1</Size></Contents></ListBucketResult>"}) {
    CAPTURE(body);
    CHECK_FALSE(parse_list_answer(body));
  }
}

TEST_CASE("an error is read, and nothing else is taken for one") {
  const auto answer = parse_error_answer(
      "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>m</Message><RequestId>R1</RequestId></Error>");
  REQUIRE(answer);
  CHECK(answer->code == "NoSuchKey");
  CHECK(answer->request_id == "R1");
  CHECK_FALSE(parse_error_answer("<html><Code>x</Code></html>"));
  CHECK_FALSE(parse_error_answer(""));
}

TEST_CASE("the keys to be removed are escaped, and the failures of the answer are read") {
  const std::vector<std::string> keys{"a<&>\"'", "b\nc"};
  CHECK(
      write_delete_request(keys).ends_with("<Quiet>true</Quiet><Object><Key>a&lt;&amp;&gt;\"'</Key></Object>"
                                           "<Object><Key>b&#10;c</Key></Object></Delete>"));
  const auto failures = parse_delete_answer(
      "<DeleteResult><Deleted><Key>a</Key></Deleted><Error><Key>b&amp;</Key><Code>AccessDenied</Code></Error></"
      "DeleteResult>");
  REQUIRE(failures);
  REQUIRE(failures->size() == 1);
  CHECK(failures->at(0).key == "b&");
  CHECK(failures->at(0).code == "AccessDenied");
  CHECK_FALSE(parse_delete_answer("<Error><Code>InternalError</Code></Error>"));
}

}  // namespace
}  // namespace docexport
