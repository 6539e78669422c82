/** https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export const routes = {
  AddPermission: 'POST /2015-03-31/functions/{FunctionName}/policy',
  CreateFunction: 'POST /2015-03-31/functions',
  DeleteEventSourceMapping: 'DELETE /2015-03-31/event-source-mappings/{UUID}',
  DeleteFunction: 'DELETE /2015-03-31/functions/{FunctionName}',
  DeleteResourcePolicy: 'DELETE /2026-07-09/resource-policy/{ResourceArn}',
  GetPolicy: 'GET /2015-03-31/functions/{FunctionName}/policy',
  Invoke: 'POST /2015-03-31/functions/{FunctionName}/invocations',
  ListEventSourceMappings: 'GET /2015-03-31/event-source-mappings',
  ListFunctions: 'GET /2015-03-31/functions',
  PutFunctionConcurrency: 'PUT /2017-10-31/functions/{FunctionName}/concurrency',
  PutResourcePolicy: 'PUT /2026-07-09/resource-policy/{ResourceArn}',
  RemovePermission: 'DELETE /2015-03-31/functions/{FunctionName}/policy/{StatementId}',
  UpdateEventSourceMapping: 'PUT /2015-03-31/event-source-mappings/{UUID}',
  UpdateFunctionCode: 'PUT /2015-03-31/functions/{FunctionName}/code',
  UpdateFunctionConfiguration: 'PUT /2015-03-31/functions/{FunctionName}/configuration',
} as const;
