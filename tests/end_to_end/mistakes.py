"""What users write: type checkers find every mistake, each on the line that says so."""

from typing import assert_type

from generated._runtime.recorded import RecordedTransport
from generated.cleanroomsml import CleanRoomsMLClient
from generated.cleanroomsml.types import AudienceSizeTypeDef
from generated.dataexchange import DataExchangeClient
from generated.discovery import ApplicationDiscoveryServiceClient
from generated.pinpoint import PinpointClient, Missing  # E:

audiences = CleanRoomsMLClient(RecordedTransport({}))
exchange = DataExchangeClient(region_name="us-east-1", validate="documented")
discovery = ApplicationDiscoveryServiceClient()
pinpoint = PinpointClient()

# What is right.

size: AudienceSizeTypeDef = {"type": "ABSOLUTE", "value": 100}
audiences.start_audience_export_job(name="a", audienceGenerationJobArn="arn", audienceSize=size)
for page in audiences.get_paginator("list_audience_export_jobs").paginate(
    PaginationConfig={"MaxItems": 10}
):
    for job in page.get("audienceExportJobs", []):
        assert_type(job.get("status"), str | None)
try:
    jobs = pinpoint.get_segment_export_jobs(ApplicationId="a", SegmentId="s")
except pinpoint.exceptions.NotFoundException as error:
    print(error.response.get("Error"), error.operation_name)
else:
    assert_type(jobs["ResponseMetadata"]["HTTPStatusCode"], int)

# A wrong keyword.

pinpoint.get_segment_export_jobs(ApplicationId="a", SegmentId="s", PageSise="1")  # E:
audiences.get_paginator("list_audience_export_jobs").paginate(name="a")  # E:
pinpoint.get_segment_export_jobs(applicationId="a", SegmentId="s")  # E:
PinpointClient(region="us-east-1")  # E:

# A wrong type.

audiences.start_audience_export_job(name=1, audienceGenerationJobArn="a", audienceSize=size)  # E:
pinpoint.get_segment_export_jobs(ApplicationId="a", SegmentId=None)  # E:
wrong_size: AudienceSizeTypeDef = {"type": "ABSOLUTE", "value": "100"}  # E:
exchange.get_paginator("list_jobs").paginate(PaginationConfig={"MaxItems": "10"})  # E:
discovery.get_paginator("describe_export_tasks").paginate(exportIds="e-1", filters=[1])  # E:

# A missing key.

audiences.start_audience_export_job(name="a", audienceGenerationJobArn="arn")  # E:
pinpoint.get_segment_export_jobs()  # E:

# A value that a closed enumeration does not have.

other_size: AudienceSizeTypeDef = {"type": "absolute"}  # E:
DataExchangeClient(validate="strict")  # E:

# The name of no paginator, method, exception or key.

audiences.get_paginator("list_audience_export_job")  # E:
exchange.get_paginator("list_job")  # E:
pinpoint.get_paginator("get_segment_export_jobs")  # E:
exchange.list_job()  # E:
pinpoint.exceptions.NotFound  # E:
jobs["ExportJobs"]  # E:
