package io.niteru.plugin.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.opensearch.core.common.bytes.BytesArray;
import org.opensearch.core.common.bytes.BytesReference;

class BulkActionsTest {
  @Test
  void typesAreTakenOutOfActionsAndNotOfDocuments() throws IOException {
    assertThat(
            withoutTypes(
                """
                {"index":{"_index":"i","_type":"_doc","_id":"1"}}
                {"_type":"kept", "delete":1}
                {"delete":{"_type":"_doc","_id":"2"}}
                {"update":{"_id":"3"}}
                {"doc":{"_type":"kept"}}
                {"create":{"_type":"t"}}\r
                {}
                """))
        .isEqualTo(
            """
            {"index":{"_index":"i","_id":"1"}}
            {"_type":"kept", "delete":1}
            {"delete":{"_id":"2"}}
            {"update":{"_id":"3"}}
            {"doc":{"_type":"kept"}}
            {"create":{}}
            {}
            """);
  }

  @Test
  void onlyADeleteIsADelete() throws IOException {
    assertThat(
            withoutTypes(
                """
                {"index":{"_index":"delete","_id":"delete","_type":"_doc"}}
                {"index":{"_type":"kept"}}
                {"create":{"_id":"\\"delete\\"","routing":"_type"}}
                {"index":{"_type":"kept"}}
                { "d\\u0065lete" /*"index"*/ : {"_index":"index","\\u005ftype":"_doc"} }
                {"update":{"_index":"delete","_type":"_doc"}}
                {"delete":{"_type":"kept"}}
                """))
        .isEqualTo(
            """
            {"index":{"_index":"delete","_id":"delete"}}
            {"index":{"_type":"kept"}}
            {"create":{"_id":"\\"delete\\"","routing":"_type"}}
            {"index":{"_type":"kept"}}
            {"delete":{"_index":"index"}}
            {"update":{"_index":"delete"}}
            {"delete":{"_type":"kept"}}
            """);
  }

  @Test
  void aRequestWithoutTypesIsPassedOnAsItIs() throws IOException {
    BytesReference body = new BytesArray("{\"index\":{}}\n{\"_type\":1}\n\n");
    assertThat(BulkActions.withoutTypes(body)).isSameAs(body);
  }

  @Test
  void aCutOffRequestIsLeftForTheParserToRefuse() throws IOException {
    for (String cut : new String[] {"", "\n", "{", "{\"index\":{}}", "{\"index\":{}}\n{\"a\""}) {
      assertThat(withoutTypes(cut)).isEqualTo(cut);
    }
  }

  private static String withoutTypes(String body) throws IOException {
    return BulkActions.withoutTypes(new BytesArray(body)).utf8ToString();
  }
}
